"""Words for kinds, statuses, approximate dates and missing values, in many languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sistercities_cli.errors import SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import simplify, simplify_list
from sistercities_cli.text import plural

# Cells that mean a missing value, without spaces: "n/a", "k. A.".
MISSING = """
    -, --, –, —, /, ?, na, nc, nd, sf, sd, od, oj, bd, ka, none, unknown, notknown, tbd, tbc,
    unbekannt, nichtbekannt, keineangabe, inconnu, inconnue, desconocido, desconocida, sconosciuto,
    sconosciuta, desconhecido, onbekend, okänd, okänt, ukendt, ukjent, tuntematon, nieznany,
    nieznana, brakdanych, neznámý, neznámé, ismeretlen, necunoscut, nepoznato, άγνωστο, bilinmiyor,
    неизвестно, невідомо, 不明, 未知, 미상
"""

# Errors of formulas in any language: #REF!, #NAME?, #N/A, #NV, Err:508.
_FORMULA_ERROR = r"#(?:[^\s!?/]*[!?/]\S*|NV)|[^\W\d]+:[0-9]{3}"

# Words at the beginning of a row of totals.
TOTALS = """
    total, totals, grand total, sum, count, number, gesamt, gesamtzahl, gesamtsumme, insgesamt,
    summe, anzahl, total général, totaux, somme, nombre, totale, somma, numero, suma, totales,
    soma, totaal, aantal, summa, antal, antall, razem, ogółem, łącznie, celkem, spolu, összesen,
    ukupno, σύνολο, toplam, всего, итого, усього, 合計, 計, 总计, 합계
"""
_STATUS_AND_YEAR = (
    r"(?i)(.+?)[ ,;:(]+(?:(?:since|seit|in|im jahr|ab|per|depuis|en|desde|dal|nel|sinds|od|от|с) )?"
    r"([0-9]{4})\)?"
)
# A footnote, a label with a value or a sentence, but not the name of a city.
_NOTE = r"[*†‡(\[]|.*[:0-9¹²³]|(?:\S+ ){5}"

KINDS: Mapping[str, str] = {
    "sister city": "ciudad hermana, cidade irmã, miasto siostrzane, 姉妹都市, 姐妹城市, 자매도시",
    "sister town": "",
    "sister county": "",
    "sister state": "",
    "twin city": "città gemella, ville jumelle, ciudad gemela, cidade gémea, cidade geminada",
    "twin town": "ville jumelée, comune gemellato, pueblo hermanado, stedenband, zusterstad",
    "partner city": """
        partnerstadt, städtepartnerschaft, städtepartner, stadtpartnerschaft, ville partenaire,
        partnerstad, miasto partnerskie, partnerské město, partnerváros, partnerski grad,
        город-партнер, місто-партнер
    """,
    "partner town": "partnergemeinde, partnerkommune, gemeindepartnerschaft, gmina partnerska",
    "friendship city": "freundschaftsstadt, ciudad amiga, città amica, 友好都市, 友好城市",
    "friendship town": "vänort, venskabsby, vennskapsby, ystävyyskaupunki, ystävyyskunta",
    "friendship": """
        freundschaft, städtefreundschaft, amitié, amistad, amicizia, amizade, vriendschap, vänskap,
        venskab, vennskap, ystävyys, przyjaźń, přátelství, priateľstvo, barátság, prietenie,
        prijateljstvo, φιλία, dostluk, дружба, 友好
    """,
    "partnership": """
        partnerschaft, partenariat, asociación, partenariato, parceria, partnerschap, partnerskap,
        kumppanuus, partnerstwo, partnerství, partnerstvo, partnerség, parteneriat, ortaklık,
        партнерство
    """,
    "twinning": """
        jumelage, gemellaggio, hermanamiento, geminação, verschwisterung, testvérvárosi kapcsolat,
        înfrățire, bratimljenje, αδελφοποίηση, kardeşlik, kardeş şehir, kardeş kent,
        город-побратим, побратимство, місто-побратим, побратимські відносини, 姉妹提携, 자매결연
    """,
    "cooperation agreement": """
        kooperationsvereinbarung, kooperationsabkommen, kooperationsvertrag, accord de coopération,
        acuerdo de cooperación, convenio de cooperación, accordo di cooperazione,
        acordo de cooperação, samenwerkingsovereenkomst, umowa o współpracy, dohoda o spolupráci,
        соглашение о сотрудничестве, угода про співпрацю
    """,
    "friendship agreement": """
        freundschaftsvertrag, freundschaftsabkommen, pacte d'amitié, accord d'amitié,
        acuerdo de amistad, pacto de amistad, patto di amicizia, patto d'amicizia,
        acordo de amizade, vriendschapsverdrag, umowa o przyjaźni
    """,
}

STATUSES: Mapping[Status, str] = {
    Status.ACTIVE: """
        current, ongoing, in force, yes, aktiv, aktive, besteht, bestehend, laufend, in kraft, ja,
        actif, en cours, en vigueur, activo, activa, vigente, attivo, attiva, in corso, in vigore,
        ativo, ativa, actief, aktivt, aktiivinen, aktywna, aktywne, aktywny, aktivní, aktívne,
        aktívny, activ, aktivno, aktivan, ενεργή, aktif, активно, активный, активна, активная,
        действует, діє, активний, 活動中, 継続中, 现行, 활성
    """,
    Status.DORMANT: """
        inactive, sleeping, ruhend, ruht, inaktiv, nicht aktiv, schlafend, eingeschlafen,
        en sommeil, inactif, inactivo, inactiva, dormido, inattivo, inattiva, dormiente, inativo,
        inativa, inactief, slapend, vilande, sovende, hvilende, inaktiivinen, nieaktywna,
        nieaktywne, neaktivní, neaktívne, inactiv, neaktivno, ανενεργή, pasif, неактивно,
        неактивный, неактивна, неактивная, 休止中, 休眠, 휴면
    """,
    Status.SUSPENDED: """
        paused, on hold, frozen, ausgesetzt, pausiert, suspendiert, eingefroren, suspendu,
        suspendue, gelé, suspendido, suspendida, sospeso, sospesa, suspenso, suspensa, opgeschort,
        vilandeförklarad, suspenderad, suspenderet, suspendert, keskeytetty, zawieszona,
        zawieszone, zawieszony, pozastaveno, pozastavené, felfüggesztett, suspendat, suspendată,
        obustavljeno, askıda, приостановлено, приостановлена, призупинено, 停止中, 中断, 暂停, 중단
    """,
    Status.ENDED: """
        former, terminated, dissolved, discontinued, expired, no longer active, beendet, ehemalig,
        ehemals, aufgelöst, erloschen, gekündigt, terminé, terminée, rompu, résilié, ancien,
        ancienne, finalizado, finalizada, terminado, terminada, extinguido, concluso, conclusa,
        terminato, cessato, cessata, sciolto, encerrado, encerrada, beëindigd, avslutad, afsluttet,
        avsluttet, ophørt, päättynyt, zakończona, zakończone, zakończony, ukončeno, ukončené,
        megszűnt, încheiat, prekinuto, raskinuto, λήξασα, sona erdi, прекращено, прекращена,
        расторгнуто, припинено, розірвано, завершено, 終了, 解消, 终止, 종료
    """,
    Status.UNCONFIRMED: """
        not confirmed, unclear, unbestätigt, nicht bestätigt, unklar, ungeklärt, non confirmé,
        non confirmée, sin confirmar, no confirmado, non confermato, não confirmado, onbevestigd,
        obekräftad, ubekræftet, ubekreftet, vahvistamaton, niepotwierdzone, nepotvrzeno,
        nepotvrdené, nem megerősített, neconfirmat, nepotvrđeno, не подтверждено,
        не підтверджено, 未確認, 未确认, 미확인
    """,
}

# Cells without a date in a column for the end of a relationship.
ENDED_WORDS = "yes, ja, oui, sí, sim, tak, ano, igen, da, evet, да, так, はい, 是, 예, x, ✓"
ONGOING_WORDS = """
    no, nein, nee, non, não, nej, nei, ei, nie, ne, nem, nu, hayır, нет, ні, いいえ, 否, 아니요,
    present, today, now, open, open ended, indefinite, unlimited, heute, offen, unbefristet,
    aujourd'hui, indéterminée, hoy, actualidad, presente, indefinido, oggi, indeterminato, heden,
    obecnie, nadal, bezterminowo, dosud, doteraz, jelenleg, настоящее время, бессрочно, безстроково
"""


KIND_BY_WORD = {
    word: kind
    for kind, words in KINDS.items()
    for word in (kind, plural(kind), *simplify_list(words))
}
_MISSING_WORDS = {"", *(word.replace(" ", "") for word in simplify_list(MISSING))}
_TOTAL_WORDS = set(simplify_list(TOTALS))
STATUS_BY_WORD = {
    word: status
    for status, words in STATUSES.items()
    for word in (status.value, *simplify_list(words))
}
_HAS_ENDED = {
    **{word: status is Status.ENDED for word, status in STATUS_BY_WORD.items()},
    **dict.fromkeys(simplify_list(ENDED_WORDS), True),
    **dict.fromkeys(simplify_list(ONGOING_WORDS), False),
}


def is_missing(cell: str) -> bool:
    """Check for a cell that means a missing value.

    >>> is_missing("n/a"), is_missing("K. A."), is_missing("0")
    (True, True, False)
    """
    return simplify(cell).replace(" ", "") in _MISSING_WORDS


def formula_error(cell: str) -> str | None:
    """Describe the problem of a formula that failed or has not been calculated.

    >>> formula_error("#REF!"), formula_error("Kiel")
    ("'#REF!' is a formula error: correct it", None)
    """
    if cell[:1] == "=":
        advice = "open the file in a spreadsheet program and save it"
        return f"is a formula that has not been calculated: {advice}"
    if re.fullmatch(_FORMULA_ERROR, cell):
        return f"{cell!r} is a formula error: correct it"
    return None


def is_total(cells: Sequence[str]) -> bool:
    """Check for a row of totals, given its non-empty cells.

    >>> is_total(["Gesamt:", "22"]), is_total(["Total 2024"]), is_total(["Total", "France"])
    (True, True, False)
    """
    label, counts = simplify(cells[0]).rstrip("0123456789 "), cells[1:]
    is_subtotal = bool(counts) and label.partition(" ")[0] in _TOTAL_WORDS
    return (is_subtotal or label in _TOTAL_WORDS) and all(re.search(r"\d", one) for one in counts)


def is_note(cell: str) -> bool:
    """Check for text below a table that cannot be the name of a city.

    >>> is_note("Quelle: Stadtarchiv"), is_note("Saint-Germain-en-Laye")
    (True, False)
    """
    return bool(re.match(_NOTE, cell))


def parse_kind(text: str) -> str:
    """Return the standard term for a kind, or an unknown kind unchanged.

    >>> parse_kind("Sister Cities"), parse_kind("Jumelage"), parse_kind("Zweckverband")
    ('sister city', 'twinning', 'Zweckverband')
    """
    return KIND_BY_WORD.get(simplify(text), text)


def is_kind(text: str) -> bool:
    """Check whether a text is a known kind."""
    return simplify(text) in KIND_BY_WORD


def is_status(text: str) -> bool:
    """Check whether a text is a known status."""
    return simplify(text) in STATUS_BY_WORD


def split_status(text: str) -> tuple[str, str | None]:
    """Split the year off a status such as ``beendet (2015)``.

    >>> split_status("ruhend seit 2022"), split_status("aktiv")
    (('ruhend', '2022'), ('aktiv', None))
    """
    match = re.fullmatch(_STATUS_AND_YEAR, text)
    return (match[1], match[2]) if match and is_status(match[1]) else (text, None)


def parse_status(text: str) -> Status:
    """Parse a status in any of the languages."""
    status = STATUS_BY_WORD.get(simplify(text))
    if status is None:
        choices = ", ".join(Status)
        advice = f"write one of {choices}, or use --value {text + '=STATUS'!r}"
        raise SisterCitiesError(f"{text!r} is not a known status: {advice}")
    return status


def has_ended(text: str) -> bool | None:
    """Interpret a word in a column for the end of a relationship; None for other text.

    >>> has_ended("ja"), has_ended("laufend"), has_ended("2015")
    (True, False, None)
    """
    return _HAS_ENDED.get(simplify(text))


# Words around a date, as in "seit 1991" or "1991 г.", and before an approximate one: "um 1979".
_BEFORE = (
    "since|founded|seit(?: dem)?|im jahr|depuis(?: le)?|le|en|desde(?: el)?|el|dal|dall'|nel|"
    "sinds|sedan|siden|od(?: roku)?|dnia|vuodesta|din|anul|от|с|з|від|od godine"
)
_AFTER = r"r\.?|roku|rok|г\.?|года?|р\.?|року|től|óta"
_ABOUT = (
    "circa|ca|c|approximately|approx|about|around|um|gegen|etwa|ungefähr|vers|environ|hacia|"
    "alrededor de|cerca de|por volta de|verso|intorno al|rond|omstreeks|omkring|cirka|noin|około|"
    "ok|kolem|asi|okolo|în jur de|oko|περίπου|yaklaşık|около|ок|примерно|близько|约|約"
)
# Patterns, which are compiled on first use.
SINCE = rf"(?i)^(?:{_BEFORE})(?:\b\.?\s*|(?<='))(?=\S)|(?<=\d)\s*(?:{_AFTER})$"
APPROXIMATE = rf"(?i)^(?:(?:{_ABOUT})(?:\b\.?|(?<=[约約])|(?=[0-9]))|[~≈])\s*"
UNCERTAIN = r"\s*(?:\(\?\)|\?|頃|ごろ)$"
