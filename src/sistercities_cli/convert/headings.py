"""Headings of spreadsheet columns in many languages, by field."""

from __future__ import annotations

from collections.abc import Mapping

# Headings by field. A field in PLACE_FIELDS may have a column for the home and one for the partner.
# The values in a column decide between the fields that share its heading.
HEADINGS: Mapping[str, str] = {
    "home": """
        unsere stadt, notre ville, nuestra ciudad, nostra città, hemort, hjemby, miasto macierzyste
    """,
    "partner": """
        partners, twin, twinned with, twinned town, twinned city, twinned towns, twinning partner,
        counterpart, städtepartnerschaften, städtepartnerschaft mit, partnerschaft mit,
        name der partnergemeinde, patenstadt, villes jumelées, villes jumelles, communes jumelées,
        jumelée avec, jumelage avec, partenaire, jumelages, villes partenaires, ciudades hermanas,
        ciudades hermanadas, hermanada con, ciudades gemelas, hermanamiento con, socio,
        comuni gemellati, città gemellate, città gemelle, gemellato con, gemellata con,
        gemellaggio con, gemellaggi, cidades irmãs, cidades geminadas, município geminado,
        geminada com, geminação com, parceiro, partnersteden, zustersteden, stedenband met,
        jumelage met, vänorter, vänkommun, venskabsbyer, vennskapsbyer, vennskapskommune,
        ystävyyskaupungit, ystävyyskunnat, miasta partnerskie, partnerská města, partnerská obec,
        družební město, partnerské mestá, družobné mesto, testvérváros, testvérvárosok,
        testvértelepülés, oraș înfrățit, orașe înfrățite, localitate înfrățită, oraș partener,
        grad prijatelj, gradovi prijatelji, grad pobratim, gradovi pobratimi, αδελφή πόλη,
        αδελφές πόλεις, αδελφοποιημένη πόλη, kardeş şehirler, kardeş belediye, города-побратимы,
        побратим, партнер, города-партнеры, міста-побратими, 姉妹都市名, 提携都市, 提携先, 相手都市,
        友城, 结好城市, 外方城市, 자매결연도시, 우호도시, 결연도시
    """,
    "place": """
        name, city, town, municipality, city name, town name, name of city, community,
        local authority, authority, council, borough, stadt, gemeinde, kommune, ort, ortsname,
        name der stadt, städte, gemeinden, ville, commune, localité, municipalité, nom,
        collectivité, ciudad, municipio, localidad, nombre, comune, città, località, nome, cidade,
        plaats, gemeente, naam, stad, kommun, namn, by, navn, kunta, kaupunki, nimi, miasto, gmina,
        miejscowość, nazwa, město, obec, název, názov, város, település, név, oraș, localitate,
        nume, comună, grad, općina, naziv, πόλη, δήμος, όνομα, şehir, kent, belediye, ad, город,
        муниципалитет, название, місто, громада, назва, 市, 都市, 都市名, 自治体, 自治体名, 市町村,
        市町村名, 城市, 城市名称, 도시, 도시명, 지자체
    """,
    "country": """
        nation, country name, state, land, staat, pays, état, país, estado, paese, stato, nazione,
        maa, valtio, kraj, państwo, země, stát, krajina, ország, țară, država, zemlja, χώρα, ülke,
        страна, государство, країна, 国, 国名, 国家, 国别, 국가, 나라, 국명
    """,
    "country_code": """
        iso, iso code, iso 2, iso 3, alpha 2, alpha 3, code, ländercode, länderkürzel, landescode,
        code pays, código de país, codice paese, código do país, landcode, kod kraju, kód země,
        код страны, код країни, 国コード, 国家代码
    """,
    "region": """
        province, county, prefecture, department, state province, bundesland, kanton, provinz,
        landkreis, département, canton, provincia, comunidad autónoma, departamento, regione,
        provincie, län, fylke, maakunta, województwo, okres, megye, județ, županija, περιφέρεια,
        bölge, область, регион, край, 都道府県, 州, 省, 省份, 시도, state, estado, stato, kraj,
        stát, delstat
    """,
    "latitude": """
        lat, breite, breitengrad, geographische breite, geogr breite, latitud, latitudine,
        breedtegraad, breddegrad, leveysaste, szerokość geograficzna, szerokość, zeměpisná šířka,
        šířka, szélesség, широта, 緯度, 纬度, 위도
    """,
    "longitude": """
        lon, lng, long, länge, längengrad, geographische länge, geogr länge, longitud, longitudine,
        lengtegraad, længdegrad, lengdegrad, pituusaste, długość geograficzna, długość,
        zeměpisná délka, délka, hosszúság, долгота, довгота, 経度, 经度, 경도
    """,
    "coordinates": """
        coordinate, coords, coord, lat lon, lat lng, lat long, latlng, geo, geolocation, geo point,
        point, position, koordinaten, geokoordinaten, coordonnées, coordenadas, coordinaten,
        koordinater, koordinaatit, współrzędne, souřadnice, súradnice, koordináták, coordonate,
        координаты, координати, 座標, 坐标, 좌표
    """,
    "timezone": """
        time zone, tz, zeitzone, fuseau horaire, zona horaria, fuso orario, fuso horário, tijdzone,
        tidszon, tidszone, aikavyöhyke, strefa czasowa, časové pásmo, часовой пояс
    """,
    "native": """
        native name, local name, name in local language, originalname, landessprachlicher name,
        nom local, nom d'origine, nombre local, nome locale, nome local, lokale naam, nazwa lokalna
    """,
    "also": """
        other names, other name, former name, former names, aka, also known as, alternative name,
        früherer name, anderer name, weitere namen, deutscher name, ancien nom, autre nom,
        otro nombre, otros nombres, altro nome, altri nomi, outro nome, andere naam, inna nazwa
    """,
    "kind": """
        type, relationship, relationship type, type of relationship, kind of relationship,
        type of partnership, partnership type, type of link, link type, type of twinning, category,
        agreement type, type of agreement, art, typ, form, art der partnerschaft, partnerschaftsart,
        art der beziehung, beziehung, status der partnerschaft, kategorie, nature, type de jumelage,
        type de partenariat, type de relation, type d'accord, tipo, tipo de hermanamiento,
        tipo de relación, tipo de acuerdo, tipologia, tipo di gemellaggio, tipo di rapporto,
        tipo di accordo, soort, slag, slags, tyyppi, rodzaj, druh, típus, tip, τύπος, tür, тип, вид,
        種別, 種類, 类型, 유형, 구분
    """,
    "signatories": """
        signatory, signed, signed by, signers, unterzeichner, unterzeichnet von, signataires,
        signataire, signé par, firmantes, firmado por, firmatari, firmato da, signatários,
        ondertekenaars, sygnatariusze, 署名者
    """,
    "founded": """
        since, year, date, established, founding, founding date, founding year, date founded,
        year founded, year established, year est, est, date established, agreement, agreement date,
        date signed, date of agreement, year of agreement, year signed, signing date,
        date of signing, signed, signed on, signed in, start, start date, start year, begun, from,
        inception, twinned since, partners since, partner since, partnership since,
        sister city since, year of twinning, twinning date, date of twinning, in force since,
        year of partnership, seit, seit wann, partnerschaft seit, partner seit, besteht seit,
        verschwistert seit, jahr, gründung, gründungsjahr, gründungsdatum, gegründet, beginn, datum,
        vertragsdatum, von, unterzeichnung, unterzeichnet, unterzeichnet am,
        datum der unterzeichnung, abschluss, abschlussjahr, abgeschlossen, jahr der gründung,
        beginn der partnerschaft, partnerschaftsbeginn, städtepartnerschaft seit,
        jahr der partnerschaft, vertragsjahr, depuis, année, date de jumelage, date du jumelage,
        année de jumelage, année du jumelage, jumelée depuis, jumelé depuis, jumelage depuis,
        date de signature, signature, création, date de création, année de création, début,
        depuis le, date de début, desde, año, fecha, fecha de hermanamiento, año de hermanamiento,
        hermanada desde, fecha de firma, fecha del acuerdo, hermanamiento desde, inicio,
        año de firma, dal, anno, data, anno di gemellaggio, anno gemellaggio, data di gemellaggio,
        inizio, data gemellaggio, data del gemellaggio, gemellaggio dal, gemellati dal, data firma,
        data di firma, data della firma, gemellato dal, anno di firma, desde o ano,
        data de geminação, ano de geminação, data da geminação, geminada desde, data de assinatura,
        sinds, jaar, sedan, år, sedan år, siden, dato, vuosi, vuodesta, alkaen, päivämäärä, od,
        od roku, rok, data podpisania, data zawarcia, rok podpisania, rok nawiązania, data umowy,
        rok umowy, data podpisania umowy, data zawarcia umowy, rok podpisania umowy,
        data nawiązania współpracy, rok nawiązania współpracy, data porozumienia, datum podpisu,
        rok podpisu, év, kezdete, óta, an, anul, din, din anul, data semnării, godina, od godine,
        έτος, από, ημερομηνία, yıl, tarih, tarihi, başlangıç, год, с, с года, дата, год подписания,
        дата подписания, год установления, рік, з, з року, рік підписання, дата підписання, 年,
        提携年, 提携年月日, 提携日, 締結年, 締結日, 締結年月日, 年份, 日期, 时间, 结好时间,
        结好日期, 签约日期, 建立时间, 연도, 결연일, 결연연도, 결연일자, 체결일
    """,
    "status": """
        still active, noch aktiv, state of relationship, current status, zustand, aktueller status,
        stand der partnerschaft, statut, situation, situación, situazione, stato attuale, situação,
        tila, stan, stav, állapot, státusz, stare, statut actual, stanje, κατάσταση, durum, durumu,
        статус, состояние, стан, 状態, 状況, 状态, 상태, state, état, estado, stato
    """,
    "status_since": "status seit, statut depuis, status since year",
    "ended": """
        end, end date, ended on, ended in, end year, year ended, date ended, until, valid until,
        active until, terminated on, termination date, expiry date, ende, enddatum, bis, gültig bis,
        beendet am, beendet seit, beendigung, endet am, aufgelöst am, gekündigt am,
        partnerschaft bis, ende der partnerschaft, fin, date de fin, année de fin, jusqu'en,
        jusqu'au, terminé le, hasta, fecha de fin, año de fin, finalización, fecha de finalización,
        fino al, fine, data fine, data di fine, anno di fine, até, fim, data de fim, ano de fim,
        término, einde, einddatum, slut, slutdatum, till, slutdato, til, loppu, päättymispäivä, do,
        do roku, koniec, zakończenie, data zakończenia, konec, ukončení, datum ukončení, ukončenie,
        dátum ukončenia, vége, megszűnés, până la, sfârșit, data încetării, kraj partnerstva,
        datum završetka, λήξη, έως, bitiş, bitiş tarihi, до, окончание, дата окончания, закінчення,
        дата закінчення, 終了年, 終了日, 終了年月日, 解消日, 结束, 结束时间, 终止时间, 종료일
    """,
    "website": """
        url, web, web site, web page, homepage, link, web address, internet, webseite, webadresse,
        internetseite, site, site web, site internet, lien, sitio web, página web, enlace, sito,
        sito web, página, webbplats, hemsida, länk, hjemmeside, hjemmeside link, verkkosivu,
        kotisivu, linkki, strona, strona internetowa, www, webové stránky, odkaz, weboldal, honlap,
        web stranica, ιστοσελίδα, web sitesi, сайт, ссылка, посилання, ウェブサイト, リンク, 网站,
        网址, 链接, 웹사이트, 홈페이지
    """,
    "notes": """
        note, comment, comments, remark, remarks, description, bemerkung, bemerkungen, anmerkung,
        anmerkungen, hinweis, hinweise, notiz, notizen, beschreibung, kommentar, sonstiges,
        remarque, remarques, commentaire, commentaires, observations, observación, observaciones,
        notas, comentarios, descripción, osservazioni, commenti, commento, descrizione, observações,
        descrição, opmerking, opmerkingen, anmärkning, anmärkningar, bemærkning, bemærkninger,
        merknad, merknader, huomautus, huomautukset, uwagi, opis, poznámka, poznámky, megjegyzés,
        observații, napomena, παρατηρήσεις, notlar, açıklama, примечание, примечания, комментарий,
        примітка, примітки, коментар, 備考, 备注, 비고
    """,
    "source": """
        sources, source url, url of source, reference, references, quelle, quellen, beleg, belege,
        quellenangabe, fuente, fuentes, fonte, fonti, fontes, bron, bronnen, källa, källor, kilde,
        kilder, lähde, lähteet, źródło, źródła, zdroj, zdroje, forrás, sursă, izvor, πηγή, kaynak,
        источник, источники, джерело, 出典, 来源, 출처
    """,
}

# Place fields, with the names of their home and partner columns.
PLACE_FIELDS = {
    "place": ("home", "partner"),
    "country": ("home_country", "country"),
    "country_code": ("home_country", "country_code"),
    "region": ("home_region", "region"),
    "latitude": ("home_latitude", "latitude"),
    "longitude": ("home_longitude", "longitude"),
    "coordinates": ("home_coordinates", "coordinates"),
    "timezone": ("home_timezone", "timezone"),
    "native": ("home_native", "native"),
    "also": ("home_also", "also"),
}
HOME, PARTNER = 0, 1
# Words in a heading that name a side: "partner country", "Heimatland", "latitude 2", "city B".
SIDE_WORDS = {
    HOME: "home, own, our, of home, heimat, eigene, eigenes, 1, a",
    PARTNER: """
        partner, partners, of partner, twin, sister, foreign, other, der partnerstadt, ausländische,
        ausländisches, partenaire, jumelée, jumelé, étrangère, de la ville jumelée, gemellato,
        gemellata, estero, estera, hermana, hermanada, hermanado, extranjera, irmã, geminada, 2, b
    """,
}
