# ruff: noqa: S608 - the phrases are of this module
"""Read-only views for SQL, pandas and Datasette: what was recorded, a column for each value.

They show what the log holds, as it was recorded, and judge nothing: which claims stand and what
they come to is computed by the program. ``docs/tables.md`` describes every column. An erased
payload leaves its row with what the envelope says; one that cannot be read does the same.

Revision ID: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

VIEWS = (
    "events_v1",
    "acts_v1",
    "claims_v1",
    "documents_v1",
    "parties_v1",
    "judgements_v1",
    "partnerships_v1",
    "instruments_v1",
    "hurdles_v1",
    "status_v1",
)

# A payload as JSON, NULL where it was erased or is none.
FUNCTION = """
    CREATE FUNCTION ledger_json(content BYTEA) RETURNS JSONB
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN
        RETURN pg_catalog.convert_from(content, 'UTF8')::pg_catalog.jsonb;
    EXCEPTION WHEN data_exception OR character_not_in_repertoire THEN
        RETURN NULL;
    END $$
"""


class Sqlite:
    """How SQLite says it."""

    @staticmethod
    def content(column: str) -> str:
        """The JSON in a column of bytes; NULL where there is none."""
        text = f"CAST({column} AS TEXT)"
        return f"CASE WHEN json_valid({text}) THEN {text} END"

    @staticmethod
    def text(path: str, content: str = "body") -> str:
        """A value; JSON where it is a list or an object."""
        return f"json_extract({content}, '$.{path}')"

    @classmethod
    def number(cls, path: str, content: str = "body") -> str:
        """A whole number, which compares as one."""
        return f"CAST({cls.text(path, content)} AS INTEGER)"

    flag = number

    @staticmethod
    def colon(expression: str) -> str:
        """Where the first colon stands, behind the text where it has none."""
        return f"instr({expression} || ':', ':')"

    @staticmethod
    def last_number(expression: str) -> str:
        """The number behind the first colon; 0 where there is none."""
        return f"CAST(substr({expression}, instr({expression} || ':', ':') + 1) AS INTEGER)"


class Postgresql:
    """How PostgreSQL says it."""

    @staticmethod
    def content(column: str) -> str:
        """The JSON in a column of bytes; NULL where there is none."""
        return f"ledger_json({column})"

    @staticmethod
    def text(path: str, content: str = "body") -> str:
        """A value; JSON where it is a list or an object."""
        return f"({content} #>> '{{{path.replace('.', ',')}}}')"

    @classmethod
    def number(cls, path: str, content: str = "body") -> str:
        """A whole number."""
        return f"{cls.text(path, content)}::BIGINT"

    @classmethod
    def flag(cls, path: str, content: str = "body") -> str:
        """1 for yes, 0 for no."""
        return f"{cls.text(path, content)}::BOOLEAN::INTEGER"

    @staticmethod
    def colon(expression: str) -> str:
        """Where the first colon stands, behind the text where it has none."""
        return f"strpos({expression} || ':', ':')"

    @staticmethod
    def last_number(expression: str) -> str:
        """The number at the end; 0 where there is none."""
        return f"coalesce(substring({expression} from ':([0-9]{{1,9}})$')::INTEGER, 0)"


Dialect = type[Sqlite] | type[Postgresql]

ACTS = ("correction", "retraction", "dispute")
COUNTS = """
    LEFT JOIN (
        SELECT target, sum(CASE WHEN act = 'correction' THEN 1 ELSE 0 END) AS corrections,
            sum(CASE WHEN act = 'retraction' THEN 1 ELSE 0 END) AS retractions,
            sum(CASE WHEN act = 'dispute' THEN 1 ELSE 0 END) AS disputes
        FROM acts_v1 GROUP BY target
    ) AS acts ON acts.target = {}
"""
COUNTED = ", ".join(
    f"CAST(coalesce({noun}, 0) AS INTEGER) AS {noun}"
    for noun in ("corrections", "retractions", "disputes")
)


def statements(dialect: Dialect) -> list[str]:
    """The views, in the order in which one needs the other."""
    text, number = dialect.text, dialect.number
    recorded = f"{text('recorded_at', 'sealed')} AS recorded_at"
    ending = f"position, {recorded}, {text('recorded_by')} AS recorded_by, erased"

    def columns(root: str, *names: str) -> str:
        """Fields of an object; ``field=column`` where the column is called otherwise."""
        pairs = (name.partition("=") for name in names)
        return ", ".join(f"{text(f'{root}.{field}')} AS {as_ or field}" for field, _, as_ in pairs)

    def read(*prefixes: str) -> str:
        """Events whose ids begin so; behind the prefix stands ``rest``."""
        ranges = (f"event_id >= '{kind}:' AND event_id < '{kind};'" for kind in prefixes)
        wanted = " OR ".join(ranges)
        return f"""(
            SELECT position, event_id, {dialect.content("envelope")} AS sealed,
                {dialect.content("payload")} AS body,
                substr(event_id, {dialect.colon("event_id")} + 1) AS rest,
                CAST(payload IS NULL AS INTEGER) AS erased
            FROM events {f"WHERE {wanted}" if prefixes else ""}
        ) AS events_read"""

    def latest(prefix: str) -> str:
        """The last event of each ``prefix:NAME`` or ``prefix:NAME:NUMBER``."""
        name = f"substr(rest, 1, {dialect.colon('rest')} - 1)"
        return f"""(
            SELECT *, row_number() OVER (PARTITION BY name ORDER BY position DESC) AS backward
            FROM (
                SELECT *, {name} AS name, {dialect.last_number("rest")} AS revision
                FROM {read(prefix)}
            ) AS named
        ) AS ranked"""

    def described(noun: str, *names: str) -> str:
        """What was described again and again, as it was described last."""
        return f"""
            SELECT name AS {noun}, {columns(noun, *names)}, revision, {ending}
            FROM {latest(noun)} WHERE backward = 1
        """

    def any_act(field: str, column: str) -> str:
        """A field that every act has under its own noun."""
        return f"coalesce({', '.join(text(f'{noun}.{field}') for noun in ACTS)}) AS {column}"

    development = "claim.development"
    evidence = columns("claim.evidence", "document", "exact=quote", "translation")
    dated = columns("claim.occurred", "edtf=occurred", "words=occurred_words")
    views = {
        "events_v1": f"""
            SELECT event_id AS id, {text("type", "sealed")} AS type,
                {number("version", "sealed")} AS version, {ending}
            FROM {read()}
        """,
        "acts_v1": f"""
            SELECT rest AS id, substr(event_id, 1, {dialect.colon("event_id")} - 1) AS act,
                coalesce({text("correction.claim")}, {text("retraction.target")},
                    {text("dispute.claim")}) AS target,
                {any_act("by", "stated_by")}, {any_act("reason", "reason")},
                {any_act("document", "document")}, {any_act("published", "published")},
                {columns("correction", "basis", "replacement")}, {ending}
            FROM {read(*ACTS)}
        """,
        "claims_v1": f"""
            SELECT rest AS claim, {columns("claim", "partnership")},
                {columns(development, "kind")}, {columns("claim", "modality")}, {dated},
                {columns("claim", "asserted_by")}, {dialect.flag("claim.anonymous")} AS anonymous,
                {evidence},
                {number("claim.evidence.start")} AS quote_start,
                {number("claim.evidence.end")} AS quote_end,
                {columns(development, "instrument", "party", "hurdle")},
                {text(development)} AS development,
                {columns("claim", "condition=only_if", "note")}, {COUNTED},
                {ending}, {text("proposed_by")} AS proposed_by
            FROM {read("claim")} {COUNTS.format("rest")}
        """,
        "documents_v1": f"""
            SELECT name AS document, {columns("document", "title", "publisher", "published")},
                {columns("document", "kind", "language", "lineage", "root", "url")},
                {columns("document", "media_type", "extent", "sha256", "text")},
                length({text("document.text")}) AS characters, revision,
                CAST(coalesce(retractions, 0) AS INTEGER) AS retractions, {ending}
            FROM {latest("document")} {COUNTS.format("name")} WHERE backward = 1
        """,
        "parties_v1": described("party", "name", "type", "code", "part_of", "aliases", "members"),
        "judgements_v1": f"""
            SELECT {columns("judgement", "party", "other", "verdict", "reason", "by=judged_by")},
                revision, {ending}
            FROM {latest("judgement")} WHERE backward = 1
        """,
        "partnerships_v1": described("partnership", "title", "parties"),
        "instruments_v1": described(
            *("instrument", "title", "form", "partnerships", "between=contracting", "depositary"),
            *("opened_for_signature", "entry_into_force", "clause", "article"),
        ),
        "hurdles_v1": f"""
            SELECT {columns(development, "hurdle")}, rest AS claim,
                {columns(development, "kind", "title", "requires", "party", "authority")},
                {columns(development, "authorities", "on=on_parties", "instrument", "blocks")},
                {columns("claim", "modality", "partnership")}, {dated}, {evidence},
                {COUNTED}, {ending}
            FROM {read("claim")} {COUNTS.format("rest")}
            WHERE {text(f"{development}.hurdle")} IS NOT NULL
        """,
        "status_v1": f"""
            SELECT {columns("row", "partnership", "title", "stage")},
                {number("row.outstanding")} AS outstanding,
                {number("row.contested")} AS contested, {number("row.claims")} AS claims,
                {columns("row", "last_published")},
                {text("since")} AS holds_from, {text("until")} AS holds_before,
                position, touched, head,
                CAST(position >= touched AND marked = head AS INTEGER) AS fresh
            FROM (
                SELECT shelf.position, {dialect.content("shelf.body")} AS body,
                    coalesce(touched.position, head.size - 1) AS touched,
                    marks.position AS marked, head.size - 1 AS head
                FROM shelf CROSS JOIN head
                LEFT JOIN touched ON touched.subject = shelf.subject
                LEFT JOIN touched AS marks ON marks.subject = ''
                WHERE shelf.name = 'board' AND shelf.version = (
                    SELECT max(version) FROM shelf AS versions WHERE versions.name = 'board'
                )
            ) AS kept WHERE {text("row.partnership")} IS NOT NULL
        """,
    }
    return [f"CREATE VIEW {name} AS {words}" for name, words in views.items()]


def upgrade() -> None:
    """Make the views."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        made = statements(Postgresql)
    else:
        made = statements(Sqlite)
    for statement in made:
        op.execute(statement.replace(":", "\\:"))


def downgrade() -> None:
    """Drop the views; nothing is lost that the log does not hold."""
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_json(BYTEA)")
