"""Damage to content packs, one fault each, and what must be said about it.

Each row replaces a passage of one file of the shipped pack, where it first stands.
"""

# Long because: one row for each thing that can be wrong.

from __future__ import annotations

from dataclasses import dataclass

PRESTON = "posts/12-preston-community-wealth-building.md"
WORKSHOP = "posts/21-mile-workshop-mzuzu-namibia.md"
DEMONSTRATION = "posts/24-fcm-demonstration-projects.md"
ADAPTATION = "posts/25-praia-douala-learn-micro-gardens.md"
ROSARIO_ES = "posts/33-rosario-agricultura-urbana.md"
ARABIC = "posts/37-chefchaouen-ecological-city-ar.md"
ORGANISATIONS = "organisations.yaml"
PROJECTS = "cooperation_projects.csv"


@dataclass(frozen=True)
class Damage:
    """The fault is said to be `below` lines under the passage; None is no line."""

    file: str
    before: str
    after: str
    key: str
    reason: str
    below: int | None = 0


DAMAGES = {
    # The front matter of practices: shape
    "unknown key": Damage(
        PRESTON, "language: en", "mood: good\nlanguage: en", "mood", "unknown key"
    ),
    "missing key": Damage(
        PRESTON, "evidence: own-monitoring\n", "", "evidence", "is missing", -20
    ),
    "key twice": Damage(
        PRESTON, "language: en", "kind: experience", "kind", "stands twice"
    ),
    "no front matter": Damage(
        PRESTON, "---\n", "", "", "has no front matter between two lines of ---"
    ),
    "root is a list": Damage(
        "sdgs.yaml", "sdgs:\n", "", "", "must be a mapping of keys and values"
    ),
    "text instead of a list": Damage(
        PRESTON,
        "themes: [local-economy, social-economy, employment, local-finance]",
        "themes: local-economy",
        "themes",
        'must be a list, not "local-economy"',
    ),
    "number instead of text": Damage(
        PRESTON, 'place: "Preston, Lancashire"', "place: 12", "place",
        "must be text, not 12",
    ),
    "text instead of a number": Damage(
        PRESTON, "latitude: 53.8", 'latitude: "53.8"', "latitude",
        'must be a number, not "53.8"',
    ),
    "word instead of a goal": Damage(
        PRESTON, "sdgs: [8,", "sdgs: [eight,", "sdgs",
        'must be a whole number, not "eight"',
    ),
    "goal that does not exist": Damage(
        PRESTON, "sdgs: [8,", "sdgs: [18,", "sdgs", "must lie between 1 and 17"
    ),
    "list instead of a mapping": Damage(
        WORKSHOP,
        "resources: {amount: null, currency: null, year: null, note: ",
        "resources: [1] # ",
        "resources",
        "must be a mapping of keys and values",
    ),
    "tag": Damage(
        PRESTON, 'started: "2011"', "started: !!python/name:os.system x", "started",
        "tags are not allowed",
    ),
    "anchor": Damage(
        PRESTON, 'started: "2011"', 'started: &bomb "2011"', "started",
        "anchors and aliases are not allowed",
    ),
    "alias": Damage(
        PRESTON, 'started: "2011"', "started: *bomb", "started",
        "anchors and aliases are not allowed",
    ),
    "merge key": Damage(
        PRESTON, 'started: "2011"', "<<: {}", "",
        'a key must be a word, not "<<"',
    ),
    "nested deeply": Damage(
        PRESTON, 'started: "2011"', f"started: {'[' * 99}{']' * 99}",
        "started" + "[1]" * 8, "is nested too deeply",
    ),
    "hidden behind an escape": Damage(
        PRESTON, 'started: "2011"', 'started: "a\\x40example.org"', "started",
        'contains forbidden text "a@example.org"',
    ),
    "broken character behind an escape": Damage(
        PRESTON, 'place: "Preston', 'place: "\\0Preston', "place",
        "contains a broken or invisible character",
    ),
    # The front matter of practices: facts
    "slug of another file": Damage(
        PRESTON, "slug: preston-community-wealth-building", "slug: preston", "slug",
        "differs from the name of the file, preston-community-wealth-building",
    ),
    "unknown kind": Damage(
        PRESTON, "kind: case-study", "kind: poem", "kind",
        '"poem" is not one of case-study, experience',
    ),
    "unknown language": Damage(
        PRESTON, "language: en", "language: de", "language",
        '"de" is not one of ar, en, es, fr',
    ),
    "title too short": Damage(
        PRESTON,
        'title: "Spending at home: community wealth building in Preston"',
        'title: "Preston"',
        "title",
        "has 7 characters, 10 to 120 are allowed",
    ),
    "title in the wrong script": Damage(
        ARABIC,
        'title: "مدينة جبلية صغيرة تخطط لطاقتها: شفشاون، مدينة إيكولوجية"',
        'title: "A small town plans its energy"',
        "title",
        "is in the wrong script",
    ),
    "unknown organisation": Damage(
        PRESTON, "organisation: preston", "organisation: atlantis", "organisation",
        'unknown organisation "atlantis"',
    ),
    "partner organisation is the author": Damage(
        PRESTON, "co_organisations: []", "co_organisations: [preston]",
        "co_organisations", "repeats the organisation",
    ),
    "unknown group": Damage(
        PRESTON, "groups: [local-economic-development,", "groups: [astronomy,",
        "groups", 'unknown group "astronomy"',
    ),
    "unknown committee": Damage(
        WORKSHOP, "committees: [decentralised-cooperation]",
        "committees: [decentralised-cooperation, x]", "committees",
        'unknown committee "x"',
    ),
    "no group": Damage(
        PRESTON, "groups: [local-economic-development, intermediary-cities]",
        "groups: []", "groups", "has 0 entries, 1 to 10000 are allowed",
    ),
    "committee of no group": Damage(
        WORKSHOP, "committees: [decentralised-cooperation]", "committees: []",
        "committees", "must be those of the groups: decentralised-cooperation",
    ),
    "unknown theme": Damage(
        PRESTON, "themes: [local-economy,", "themes: [magic,", "themes",
        'unknown theme "magic"',
    ),
    "theme twice": Damage(
        PRESTON, "themes: [local-economy,", "themes: [employment,", "themes",
        '"employment" stands twice',
    ),
    "six themes": Damage(
        PRESTON, "themes: [local-economy,", "themes: [local-economy, youth, food,",
        "themes", "has 6 entries, 1 to 5 are allowed",
    ),
    "unknown country": Damage(
        PRESTON, "country: GB", "country: UK", "country", 'unknown country "UK"'
    ),
    "one country too few": Damage(
        DEMONSTRATION, "countries: [VN, KH]", "countries: [VN]", "country",
        "without a country, two or more countries are needed", -1,
    ),
    "countries begin with another": Damage(
        PRESTON, "country: GB", "country: GB\ncountries: [FR, GB]", "countries",
        "must begin with the country", 1,
    ),
    "latitude out of range": Damage(
        PRESTON, "latitude: 53.8", "latitude: 93.8", "latitude",
        "must lie between -90 and 90",
    ),
    "place too exact": Damage(
        PRESTON, "longitude: -2.7", "longitude: -2.7031", "longitude",
        "must be rounded to 0.1 degree",
    ),
    "half a place": Damage(
        DEMONSTRATION, "latitude: null", "latitude: 10.8", "longitude", "is missing", 1
    ),
    "place missing": Damage(
        PRESTON, "longitude: -2.7", "longitude: null", "longitude", "is missing"
    ),
    "year without quotes": Damage(
        PRESTON, 'started: "2011"', "started: 2011", "started",
        'must be text: write "2011" in quotes',
    ),
    "month that does not exist": Damage(
        PRESTON, 'started: "2011"', 'started: "2011-13"', "started",
        '"2011-13" is not a date like 2024 or 2024-09',
    ),
    "ended before it started": Damage(
        WORKSHOP, 'ended: "2011-08"', 'ended: "2011-07"', "ended",
        "comes before the start",
    ),
    "ongoing and ended": Damage(
        PRESTON, "ended: null", 'ended: "2019"', "ended",
        "cannot be set while the status is ongoing",
    ),
    "completed without an end": Damage(
        WORKSHOP, 'ended: "2011-08"', "ended: null", "ended",
        "is missing although the status is completed",
    ),
    "unknown role": Damage(
        PRESTON, "role: technical", "role: friend", "partners[2].role",
        '"friend" is not one of '
        "beneficiary, funding, implementing, lead, partner, peer, technical",
    ),
    "amount without currency": Damage(
        PRESTON, "  amount: null\n  currency: null\n  year: null",
        "  amount: 500\n  currency: null\n  year: 2011", "resources.currency",
        "is missing although there is an amount", 1,
    ),
    "currency without amount": Damage(
        PRESTON, "  currency: null", "  currency: GBP", "resources.currency",
        "stands without an amount",
    ),
    "amount of nothing": Damage(
        PRESTON, "  amount: null\n  currency: null\n  year: null",
        "  amount: 0\n  currency: GBP\n  year: 2011", "resources.amount",
        "must lie between 1 and 1e+12",
    ),
    "unknown currency": Damage(
        PRESTON, "  amount: null\n  currency: null\n  year: null",
        "  amount: 5\n  currency: XXY\n  year: 2011", "resources.currency",
        'unknown currency "XXY"', 1,
    ),
    "source without address": Damage(
        WORKSHOP, ', url: "http://mile.org.za/QuickLinks/News/Pages/news_20110805.aspx"',
        "", "sources[1].url", "is missing",
    ),
    "source that runs": Damage(
        WORKSHOP, "http://mile.org.za/QuickLinks/News/Pages/news_20110805.aspx",
        "javascript:alert(1)", "sources[1].url",
        '"javascript:alert(1)" is not a web address',
    ),
    "source twice": Damage(
        PRESTON, "https://cles.org.uk/the-preston-model/",
        "https://cles.org.uk/community-wealth-building-in-practice/"
        "community-wealth-building-places/community-wealth-building-in-preston/",
        "sources[2].url",
        '"https://cles.org.uk/community-wealth-building-in-practice/c… stands twice',
    ),
    "another licence": Damage(
        PRESTON, "licence: CC-BY-4.0", "licence: secret", "licence",
        '"secret" is not one of CC-BY-4.0',
    ),
    "translation of nothing": Damage(
        ROSARIO_ES, "translation_of: rosario-urban-agriculture", "translation_of: x",
        "translation_of", 'unknown practice "x"',
    ),
    "translation of a translation": Damage(
        ARABIC, "translation_of: chefchaouen-ecological-city",
        "translation_of: chefchaouen-ville-ecologique", "translation_of",
        "names a text that is itself a translation",
    ),
    "translation with other facts": Damage(
        ROSARIO_ES, "population_band: over-1m", "population_band: 50k-1m",
        "population_band", "differs from the original",
    ),
    "adapted from nothing": Damage(
        ADAPTATION, "adapted_from: [dakar-micro-gardens]", "adapted_from: [x]",
        "adapted_from", 'unknown practice "x"',
    ),
    "adapted from itself": Damage(
        ADAPTATION, "adapted_from: [dakar-micro-gardens]",
        "adapted_from: [praia-douala-learn-micro-gardens]", "adapted_from",
        "names the practice itself",
    ),
    # The text of practices
    "heading of another language": Damage(
        PRESTON, "## Context", "## Contexte", "context",
        'the heading "Contexte" should be "Context"',
    ),
    "heading missing": Damage(
        PRESTON, "## What others would need\n", "", "transfer",
        'the heading "What others would need" is missing', None,
    ),
    "heading too many": Damage(
        WORKSHOP, "Compiled from", "## Thanks\n\nWe thank all.\n\nCompiled from", "",
        'unknown heading "Thanks"',
    ),
    "heading of another level": Damage(
        WORKSHOP, "Mzuzu planned", "### Later\n\nMzuzu planned", "",
        "only headings of level 2 are allowed",
    ),
    "text before the first heading": Damage(
        WORKSHOP, "\n## What happened", "Hello.\n## What happened", "",
        "text stands before the first heading",
    ),
    "empty section": Damage(
        WORKSHOP, "## What we learned\n\n", "Words.\n\n## What we learned\n\n<!--", "",
        "HTML is not allowed", 4,
    ),
    "section too long": Damage(
        WORKSHOP, "Mzuzu planned", f"{'x' * 900} Mzuzu planned", "what_happened",
        "has 1603 characters, 1500 are allowed", -4,
    ),
    "too few words": Damage(
        DEMONSTRATION, "- The case on small enterprise asks", "#", "",
        "only headings of level 2 are allowed",
    ),
    "no closing line": Damage(
        WORKSHOP, "\nCompiled from the public sources listed.\n", "", "",
        'must end with the line "Compiled from the public sources listed."', -1,
    ),
    "closing line twice": Damage(
        WORKSHOP, "Mzuzu planned",
        "Compiled from the public sources listed.\n\nMzuzu planned", "",
        "the closing line must stand once",
    ),
    "table with a short row": Damage(
        PRESTON, "£488.7 million, a rise of £200 million |", "£488.7 million",
        "", "the row is not as long as the one above",
    ),
    "address in the text": Damage(
        WORKSHOP, "Mzuzu planned", "See http://example.org. Mzuzu planned", "",
        "addresses belong into sources",
    ),
    # Vocabularies and the directory
    "language missing": Damage(
        "themes.yaml", ", ar: الشباب}", "}", "themes[11].name.ar", "is missing"
    ),
    "language too many": Damage(
        "themes.yaml", ", ar: الشباب}", ", ar: الشباب, de: Jugend}",
        "themes[11].name.de", "unknown key",
    ),
    "name in the wrong script": Damage(
        "sections.yaml", "ar: أوراسيا", "ar: Eurasia", "sections[3].name.ar",
        "is in the wrong script",
    ),
    "theme twice in the list": Damage(
        "themes.yaml", "  - slug: decentralisation\n",
        "  - {slug: food, name: {en: A, fr: B, es: C, ar: ا}}\n"
        "  - slug: decentralisation\n",
        "themes[21].slug", '"food" stands twice', 39,
    ),
    "slug with capitals": Damage(
        ORGANISATIONS, "slug: flacma", "slug: FLACMA", "organisations[3].slug",
        '"FLACMA" is not made of a-z, 0-9 and single hyphens',
    ),
    "goals out of order": Damage(
        "sdgs.yaml", "number: 2, ", "number: 3, ", "sdgs[3].number", "3 stands twice", 1
    ),
    "group of an unknown committee": Damage(
        "groups.yaml", "committee: null", "committee: x", "groups[1].committee",
        'unknown committee "x"',
    ),
    "group with an unknown theme": Damage(
        "groups.yaml", "themes: [urban-planning,", "themes: [x,", "groups[1].themes",
        'unknown theme "x"',
    ),
    "unknown way of joining": Damage(
        "groups.yaml", "join_policy: open", "join_policy: closed",
        "groups[1].join_policy", '"closed" is not one of by-approval, open',
    ),
    "headings do not match": Damage(
        "headings.yaml", "en: [What happened, What we learned]", "en: [What happened]",
        "headings.experience.en", "2 headings are expected", None,
    ),
    "unknown type of organisation": Damage(
        ORGANISATIONS, "type: uclg_section", "type: club", "organisations[2].type",
        '"club" is not one of associate, international_lga, lga_agency, '
        "local_government, metropolitan_body, national_lga, regional_government, "
        "solidarity_fund, subnational_lga, uclg_section",
    ),
    "unknown section": Damage(
        ORGANISATIONS, "sections: [MEWA]", "sections: [MOON]",
        "organisations[2].sections", 'unknown section "MOON"',
    ),
    "organisation without country": Damage(
        ORGANISATIONS, "country: NL", "country: null", "organisations[4].country",
        "is missing",
    ),
    "address of a person": Damage(
        ORGANISATIONS, "website: https://uclg.org", "website: someone@uclg.org", "",
        'contains forbidden text "someone@uclg.org"',
    ),
    # Cooperation projects
    "unknown lead": Damage(
        PROJECTS, "LGCP,both,VNG International,", "LGCP,both,Atlantis,", "lead",
        'unknown organisation "Atlantis"',
    ),
    "unknown kind of project": Damage(
        PROJECTS, "LGCP,both,", "LGCP,all,", "kind",
        '"all" is not one of ACB, MIC, both',
    ),
    "day that does not exist": Damage(
        PROJECTS, "2016-12-31", "2016-12-32", "end",
        '"2016-12-32" is not in the calendar',
    ),
    "project ends before it starts": Damage(
        PROJECTS, "2016-12-31", "2011-12-31", "end", "comes before the start"
    ),
    "budget without currency": Damage(
        PROJECTS, "22500000,EUR", "22500000,", "budget",
        "budget and currency go together",
    ),
    "budget in words": Damage(
        PROJECTS, "22500000,EUR", "much,EUR", "budget",
        'must be a whole number, not "much"',
    ),
    "formula": Damage(
        PROJECTS, "Local Government Capacity Programme,", "=HYPERLINK(0),", "title",
        "a spreadsheet could read this as a formula",
    ),
    "column too many": Damage(
        PROJECTS, "LGCP,both,", "LGCP,,both,", "", "has 15 columns, 14 are expected"
    ),
    "other columns": Damage(
        PROJECTS, "title,acronym", "name,acronym", "",
        "the columns must be title, acronym, kind, lead, partners, countries, themes, "
        "start, end, status, budget, currency, summary, source_url",
    ),
    # Every text
    "tab": Damage(PRESTON, "language: en", "language:\ten", "", "contains a tab"),
    "carriage return": Damage(
        PRESTON, "language: en", "language: en\r", "", "contains a carriage return"
    ),
    "replacement character": Damage(
        PRESTON, "Preston, a city", "Preston, a c\ufffdty", "",
        "contains a broken or invisible character",
    ),
    "path of a machine": Damage(
        PRESTON, "Preston, a city", "See /etc/passwd. Preston, a city", "",
        'contains forbidden text "/etc/"',
    ),
}  # fmt: skip
