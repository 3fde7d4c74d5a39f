"""Types of the records that the commands write as JSON, with a description of each key.

mypy checks the code that builds records against these types; ``make docs`` generates the JSON
Schemas and the key tables of docs/output.md from them. The program never imports this module
at run time, since it would slow down every start.

In ``Annotated``, a string describes the key and a pair is a JSON Schema keyword.
"""

from typing import Annotated, Generic, Literal, Never, NotRequired, TypeAlias, TypedDict, TypeVar

from sistercities_cli.anniversaries import CUSTOMARY_NAMES
from sistercities_cli.datafile.json_schema import ALPHA_2, ALPHA_3, DATE, DAY
from sistercities_cli.dates import WEEKDAYS, Precision
from sistercities_cli.geography import CONTINENTS
from sistercities_cli.model import Confidence, EventKind, Side, Status

# Values with a common form.
Count = Annotated[int, ("minimum", 0)]
Ordinal = Annotated[int, ("minimum", 1)]
Date = Annotated[str, ("pattern", DATE)]
Day = Annotated[str, ("pattern", DAY)]
Duration = Annotated[str, ("pattern", "^P[0-9]+Y[0-9]+M[0-9]+D$")]
Timestamp = Annotated[str, ("pattern", "^[0-9-]{10}T[0-9]{2}:[0-9]{2}[+-][0-9:]{5,8}$")]
Distance = Annotated[float, ("minimum", 0)]
North = Annotated[float, ("minimum", -90), ("maximum", 90)]
East = Annotated[float, ("minimum", -180), ("maximum", 180)]
WeekdayName = Annotated[str, ("enum", WEEKDAYS)]
ContinentName = Annotated[str, ("enum", CONTINENTS)]
CustomaryName = Annotated[str, ("enum", tuple(CUSTOMARY_NAMES.values()))]

# Keys with the same meaning in several records.
Id = Annotated[str, "Id of the relationship"]
HomeName = Annotated[str, "Name of the home it is seen from"]
PartnerName = Annotated[str, "Name of the other party"]
PartnerCountry = Annotated[str, "English name of the partner's country"]
CountryCode = Annotated[str, ("pattern", ALPHA_2), "ISO 3166-1 alpha-2 code of the country"]
CountryContinent = Annotated[ContinentName | None, "Continent, according to GeoNames"]
Kind = Annotated[str, "Standard term: sister city, partner city, friendship …"]
Founded = Annotated[Date, "Date of the founding agreement, as exactly as it is known"]
FoundedPrecision = Annotated[Precision, "How exactly the founding date is known"]
CurrentStatus = Annotated[Status, "Current status"]
StatusSince = Annotated[Date | None, "When the status began"]
Years = Annotated[Count | None, "Certain full years; null before the founding or without its date"]
YearsMax = Annotated[Count | None, "Full years at most; more than `years` for an imprecise date"]
Weekday = Annotated[WeekdayName | None, "English day of the week; null without a day"]
Days = Annotated[int | None, "Days from today or `--on`; negative once past, null without a day"]
Latitude = Annotated[North | None, "Degrees north (WGS 84) of the city or the organisation's city"]
Longitude = Annotated[East | None, "Degrees east (WGS 84)"]
Timezone = Annotated[str | None, "IANA time zone"]
Website = Annotated[str | None, "Address of a page about the relationship"]
Supports = Annotated[list[str], "Keys of the facts that the source supports: `founded`, `kind` …"]
DistanceKm = Annotated[
    Distance | None, "Great-circle distance from the home; null unless both positions are known"
]
Absent = TypeVar("Absent")  # None for a home in GeoJSON: it has no partner, kind or status


class PlaceRecord(TypedDict):
    """The position of a party."""

    latitude: Latitude
    longitude: Longitude
    timezone: Timezone


class RowRecord(TypedDict, Generic[Absent]):
    """A row of ``list``, or the same keys for a home."""

    id: Id
    home: HomeName
    partner: PartnerName | Absent
    country: PartnerCountry
    country_code: CountryCode
    kind: Kind | Absent
    founded: Founded | None
    precision: FoundedPrecision | Absent
    status: CurrentStatus | Absent
    status_since: StatusSince
    years: Years
    years_max: YearsMax
    next_number: Annotated[Ordinal | None, "Number of the next anniversary"]
    next_date: Annotated[Date | None, "Its date, as exact as the founding date"]
    next_days: Annotated[Count | None, "Days until then; null without a day"]
    latitude: Latitude
    longitude: Longitude
    timezone: Timezone
    website: Website
    continent: CountryContinent
    distance_km: DistanceKm
    signatories: Annotated[str | None, "Names of the signatories, separated by semicolons"]


ListRecord: TypeAlias = RowRecord[Never]


class CountryRecord(TypedDict):
    """A row of ``country`` without names."""

    country: Annotated[str, "English name"]
    country_code: CountryCode
    alpha_3: Annotated[str, ("pattern", ALPHA_3), "ISO 3166-1 alpha-3 code"]
    relationships: Annotated[Ordinal, "Number of relationships with partners in the country"]


class OccurrenceRecord(TypedDict):
    """One anniversary and when it falls."""

    number: Annotated[Ordinal, "1 for the first anniversary"]
    date: Annotated[Date, "As exact as the founding date"]
    weekday: Weekday
    days: Days


class AgeRecord(TypedDict):
    """An age with the upcoming anniversaries."""

    on: Annotated[Day, "The day of `--on`, or today"]
    years: Years
    years_max: YearsMax
    elapsed: Annotated[Duration | None, "ISO 8601 duration; null unless the day is known"]
    next: Annotated[OccurrenceRecord | None, "First anniversary on or after `on`; null once ended"]
    milestone: Annotated[OccurrenceRecord | None, "The first whose number is a multiple of five"]


class AgeWithNthRecord(AgeRecord):
    """An age with the upcoming anniversaries, and one requested by its number."""

    nth: Annotated[OccurrenceRecord | None, "The anniversary of that number; null if none is"]


class SummaryRecord(TypedDict):
    """A summary of a relationship."""

    id: Id
    home: HomeName
    partner: PartnerName
    kind: Kind
    status: CurrentStatus
    founded: Founded | None
    precision: FoundedPrecision


class AnniversaryRecord(SummaryRecord, AgeRecord):
    """A record of ``anniversary``."""

    nth: NotRequired[Annotated[OccurrenceRecord | None, "The anniversary of `--nth`; only with it"]]


class UpcomingRecord(TypedDict):
    """A row of ``upcoming``."""

    id: Id
    home: HomeName
    partner: PartnerName
    country: PartnerCountry
    country_code: CountryCode
    kind: Kind
    status: CurrentStatus
    founded: Founded
    precision: FoundedPrecision
    number: Annotated[Ordinal, "Number of the anniversary"]
    name: Annotated[CustomaryName | None, "Customary name: silver (25), golden (50), diamond (60)"]
    date: Annotated[Date, "As exact as the founding date"]
    weekday: Weekday
    days: Days


class SearchRecord(TypedDict):
    """A row of ``search``."""

    id: Annotated[str, "Id of the relationship, home or organisation"]
    home: HomeName
    partner: Annotated[str | None, "Name of the partner; null for a home or an organisation"]
    kind: Annotated[str | None, "Standard term; null for a home or an organisation"]
    field: Annotated[
        Literal["name", "signatory", "event", "highlight", "area", "note", "conflict", "source"],
        "The kind of text",
    ]
    date: Annotated[Date | None, "Date of the event or source"]
    text: Annotated[str, "The text"]
    url: Annotated[str | None, "URL of the source, or of the first source of the text"]


class ProblemRecord(TypedDict):
    """A row of ``check``."""

    file: Annotated[str, "The data file or the evidence file"]
    line: Annotated[Ordinal | None, "Line number, counted from 1"]
    relationship: Annotated[str | None, "Id of the relationship with the problem"]
    path: Annotated[str | None, "Key, like `relationships.osaka.events[0].date`; null for the file"]
    severity: Annotated[Literal["error", "warning"], "An error makes the file unusable"]
    message: Annotated[str, "The error and the expected value"]
    suggestion: Annotated[str | None, "The name that was probably meant, if one is similar"]


class CitationRecord(TypedDict):
    """A relationship, programme or organisation for which a source is cited."""

    home: Annotated[str, "Name of the home"]
    relationship: Annotated[str | None, "Its id; null if the source is about a party"]
    supports: Supports
    organisation: Annotated[str | None, "Id of the organisation that the source is about"]


class PublicationRecord(TypedDict):
    """A publication that is a source."""

    url: Annotated[str, "Its address, even if the page no longer exists"]
    publisher: Annotated[str, "Who published it"]
    title: Annotated[str | None, "Title of the page or document"]
    date: Annotated[Date | None, "When it was published, if certain"]
    note: Annotated[str | None, "A remark, such as: undated; archived copy"]
    author: Annotated[str | None, "Who wrote it; several are separated by semicolons"]
    accessed: Annotated[Date | None, "When it was last read"]


class BibliographyRecord(PublicationRecord):
    """A record of ``sources``."""

    cited_for: Annotated[list[CitationRecord], "What it is cited for, once per relationship"]


class SourceRecord(PublicationRecord):
    """A source of a relationship or a programme."""

    supports: Supports


class ProgrammeRecord(TypedDict):
    """The programme of a home."""

    name: Annotated[str, "Name of the programme"]
    parent: Annotated[str | None, "The organisation that the programme belongs to"]
    parent_since: Annotated[Date | None, "Since when"]
    facts: Annotated[list[str], "Other facts about it"]
    areas: Annotated[list[str], "Areas of work"]
    works_with: Annotated[list[str], "Organisations that it works with"]
    goals: Annotated[list[str], "Goals"]
    sources: Annotated[list[SourceRecord], "Sources of these facts"]
    title: Annotated[str | None, "Title of the home's relationships"]


class PartyRecord(TypedDict):
    """A party of a relationship."""

    id: Annotated[str, "Id of the city or organisation"]
    type: Annotated[Literal["city", "organisation"], "Type of the party"]
    name: Annotated[str, "Current English name"]
    native: Annotated[list[str], "Names in its own languages, where they differ"]
    also: Annotated[list[str], "Other and former names"]
    note: Annotated[str | None, "Remark about an organisation"]
    city: Annotated[str, "Name of the city, or of the city where the organisation is"]
    region: Annotated[str | None, "Part of the country, where needed"]
    country: Annotated[str, "English name of the country"]
    country_code: CountryCode
    continent: CountryContinent
    latitude: Latitude
    longitude: Longitude
    timezone: Timezone
    programme: Annotated[ProgrammeRecord | None, "Programme of a home"]
    units: Annotated[list[str], "Parts of the party that take part"]
    term: Annotated[str | None, "Its own term for the relationship, where the terms differ"]
    wikidata: Annotated[str | None, "Id of a city's item at Wikidata, like Q3761"]
    description: Annotated[str | None, "What an organisation is"]
    areas: Annotated[list[str], "What an organisation works on"]
    sources: Annotated[list[SourceRecord], "Sources on an organisation"]


class SignatoryRecord(TypedDict):
    """A signatory of the founding agreement."""

    name: Annotated[str | None, "Name, where it is known"]
    office: Annotated[str | None, "Office at the time"]
    side: Annotated[Side | None, "Side for which it was signed"]
    note: Annotated[str | None, "Remark"]


class EventRecord(TypedDict):
    """A dated event in the history of a relationship."""

    date: Annotated[Date, "As exact as is known"]
    kind: Annotated[EventKind, "Kind of event"]
    note: Annotated[str, "What happened"]
    sources: Annotated[
        list[Ordinal], "Positions in `sources`, from 1, of the sources that name its date"
    ]


class ClaimRecord(TypedDict):
    """A statement of one of several sources that disagree."""

    value: Annotated[str, "The statement, in short"]
    url: Annotated[str, "Address of the source"]


class ConflictRecord(TypedDict):
    """Sources that disagree about a fact."""

    field: Annotated[str, "Key of the fact"]
    about: Annotated[str | None, "Which fact, where there are several under the key"]
    claims: Annotated[list[ClaimRecord], "What each source states"]
    trusted: Annotated[str, "The value that the directory uses"]
    why: Annotated[str, "The reason"]


# The first keys of `show`. Not a class, because of the key `with`.
AgreementRecord = TypedDict(
    "AgreementRecord",
    {
        "id": Id,
        "title": Annotated[str | None, "Own name of the relationship"],
        "also": Annotated[list[str], "Other names of the relationship"],
        "home": Annotated[PartyRecord, "The party of the home"],
        "partner": Annotated[PartyRecord, "The other party"],
        "with": Annotated[list[str], "Names of further cities that take part"],
        "kind": Kind,
        "kind_confidence": Annotated[Confidence | None, "How certain the kind is"],
        "founded": Founded | None,
        "precision": FoundedPrecision,
        "founded_confidence": Annotated[Confidence, "How certain the founding date is"],
        "founded_note": Annotated[str | None, "Remark about the date"],
        "signatories": Annotated[list[SignatoryRecord], "Who signed"],
        "signatories_note": Annotated[str | None, "How and where they signed, and who is unknown"],
        "status": CurrentStatus,
        "status_confidence": Annotated[Confidence | None, "How certain the status is"],
        "status_since": StatusSince,
        "status_as_of": Annotated[Date | None, "Date of the latest evidence for it"],
        "status_note": Annotated[str | None, "Remark about the status"],
    },
)


class ShowRecord(AgreementRecord, AgeRecord):
    """A record of ``show``: everything about a relationship."""

    distance_km: DistanceKm
    distance_miles: Annotated[Distance | None, "The same in miles"]
    local_time: Annotated[
        Timestamp | None, "Partner's time, ISO 8601 with offset; null without zone"
    ]
    website: Website
    areas: Annotated[list[str], "Areas of cooperation"]
    events: Annotated[list[EventRecord], "Dated events, in order"]
    notes: Annotated[list[str], "Further remarks"]
    highlights: Annotated[list[str], "Results of the relationship"]
    conflicts: Annotated[list[ConflictRecord], "Where sources disagree"]
    sources: Annotated[list[SourceRecord], "Where the facts come from"]
    highlight_sources: Annotated[
        list[list[Ordinal]], "For each highlight, the positions of its `sources`, from 1"
    ]


# The items of ``sources --format csl``, without unknown values. Not a class, because of its keys.
CslRecord = TypedDict(
    "CslRecord",
    {
        "id": Annotated[str, "Citation key"],
        "type": Literal["webpage"],
        "title": Annotated[str, "Title, or else the publisher"],
        "container-title": NotRequired[Annotated[str, "Publisher, if there is a title"]],
        "author": NotRequired[list[dict[Literal["literal"], str]]],
        "issued": NotRequired[dict[Literal["date-parts"], list[list[int]]]],
        "accessed": NotRequired[dict[Literal["date-parts"], list[list[int]]]],
        "URL": Annotated[str, "Address as found"],
        "note": NotRequired[Annotated[str, "A remark, such as: undated; archived copy"]],
        "annote": Annotated[str, "What it is cited for"],
    },
)

# GeoJSON, RFC 7946.
Position = Annotated[list[float], ("minItems", 2), ("maxItems", 2)]


class PointRecord(TypedDict):
    """The place of a party."""

    type: Literal["Point"]
    coordinates: Position


class LineRecord(TypedDict):
    """A line between two places."""

    type: Literal["LineString"]
    coordinates: list[Position]


class MultiLineRecord(TypedDict):
    """A line that is cut at the antimeridian."""

    type: Literal["MultiLineString"]
    coordinates: list[list[Position]]


Geometry: TypeAlias = PointRecord | LineRecord | MultiLineRecord | None


class PropertiesRecord(RowRecord[None]):
    """The properties of a feature."""

    role: Annotated[Literal["home", "partner", "line"], "What the feature is"]
    name: Annotated[str, "The label: a city, an organisation or both parties"]


class FeatureRecord(TypedDict):
    """A feature of ``map --format geojson``."""

    type: Literal["Feature"]
    id: Annotated[str, "Unique in the document: the role and the id"]
    properties: PropertiesRecord
    geometry: Annotated[Geometry, "Null where the place is not known"]


class MapRecord(TypedDict):
    """The document of ``map --format geojson``."""

    type: Literal["FeatureCollection"]
    features: list[FeatureRecord]
