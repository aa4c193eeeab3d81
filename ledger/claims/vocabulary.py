"""The closed words of a claim: how certain, at which stage, by which act.

Gives enums to the developments; a word that is not here is refused, never guessed.
Sources: Vienna Convention on the Law of Treaties (VCLT), UN Treaty Collection glossary.
"""

from __future__ import annotations

from enum import StrEnum


class Modality(StrEnum):
    """How the source puts it: as done, foreseen, needed, allowed for, or denied."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    INTENDED = "intended"
    REQUIRED = "required"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far a dealing between states has come, in the order of the treaty process.

    A claim whose stage is unknown contradicts no stage.
    """

    UNKNOWN = "unknown"
    DIALOGUE = "dialogue"
    MEMORANDUM = "memorandum"
    NEGOTIATION = "negotiation"
    NEGOTIATED = "negotiated"
    ADOPTED = "adopted"
    SIGNED = "signed"
    APPROVED = "approved"
    DEPOSITED = "deposited"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"

    @property
    def rank(self) -> int:
        """The place in the process, from 0 (unknown)."""
        return _RANKS[self]


_RANKS = {stage: rank for rank, stage in enumerate(Stage)}


class ConsentStage(StrEnum):
    """What a count counts. "Ratified" in the news may mean any of these."""

    UNKNOWN = "unknown"
    SIGNED = "signed"
    APPROVED = "approved"
    DEPOSITED = "deposited"
    IN_FORCE = "in-force"


class ConsentAct(StrEnum):
    """How consent to be bound is expressed (VCLT arts. 11 to 17)."""

    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    FORMAL_CONFIRMATION = "formal-confirmation"
    SUCCESSION = "succession"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    EXCHANGE = "exchange"
    NOTIFICATION = "notification"
    UNKNOWN = "unknown"


class SignatureForm(StrEnum):
    """What a signature does (VCLT arts. 10, 12, 18)."""

    SIMPLE = "simple"
    DEFINITIVE = "definitive"
    AD_REFERENDUM = "ad-referendum"


class ApprovalStep(StrEnum):
    """A step of domestic approval: never an international act."""

    COMMITTEE = "committee"
    CHAMBER = "chamber"
    PARLIAMENT = "parliament"
    PROMULGATION = "promulgation"
    CABINET = "cabinet"
    COUNCIL = "council"
    HEAD_OF_STATE = "head-of-state"
    REFERENDUM = "referendum"
    COURT = "court"
    UNKNOWN = "unknown"


class Majority(StrEnum):
    """How many of those who count must be in favour."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    THREE_FIFTHS = "three-fifths"
    TWO_THIRDS = "two-thirds"
    THREE_QUARTERS = "three-quarters"
    QUALIFIED = "qualified"
    UNANIMOUS = "unanimous"


class MajorityOf(StrEnum):
    """Who counts for a majority."""

    VOTES_CAST = "votes-cast"
    PRESENT = "present"
    MEMBERS = "members"


class Conclusion(StrEnum):
    """What negotiators agreed when they concluded."""

    IN_PRINCIPLE = "in-principle"
    POLITICAL_AGREEMENT = "political-agreement"
    LEGAL_TEXT = "legal-text"


class Relation(StrEnum):
    """How one instrument stands to another (VCLT arts. 30, 40, 59)."""

    PART_OF = "part-of"
    SPLIT_INTO = "split-into"
    REPLACES = "replaces"
    AMENDS = "amends"
    SIDE_LETTER_TO = "side-letter-to"
    IMPLEMENTS = "implements"


class Renewal(StrEnum):
    """How the term of an instrument can be renewed."""

    AUTOMATIC = "automatic"
    BY_AGREEMENT = "by-agreement"
    NONE = "none"


class InstrumentForm(StrEnum):
    """What an instrument is called: its form, not its force (UN Treaty Collection glossary)."""

    TREATY = "treaty"
    CONVENTION = "convention"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    EXCHANGE_OF_NOTES = "exchange-of-notes"
    MEMORANDUM = "memorandum"
    AGREED_MINUTES = "agreed-minutes"
    SIDE_LETTER = "side-letter"
    ANNEX = "annex"
    ARRANGEMENT = "arrangement"
    JOINT_DECLARATION = "joint-declaration"
    OTHER = "other"


class CourtFinding(StrEnum):
    """What a court held of what it was asked."""

    COMPATIBLE = "compatible"
    COMPATIBLE_WITH_CONDITIONS = "compatible-with-conditions"
    INCOMPATIBLE = "incompatible"
    INADMISSIBLE = "inadmissible"
    UNKNOWN = "unknown"


class RuleForm(StrEnum):
    """What sort of rule an authority makes."""

    INTERIM_FINAL = "interim-final"
    FINAL = "final"
    TEMPORARY = "temporary"


class HurdleKind(StrEnum):
    """What stands in the way."""

    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    LICENCE = "licence"
    LEGISLATION = "legislation"
    RATIFICATION = "ratification"
    FUNDING = "funding"
    OPINION = "opinion"
    OTHER = "other"


class PartyKind(StrEnum):
    """What sort of actor a party is."""

    STATE = "state"
    ORGANISATION = "organisation"
    MINISTRY = "ministry"
    AGENCY = "agency"
    EMBASSY = "embassy"
    PARLIAMENT = "parliament"
    UNIVERSITY = "university"
    COMPANY = "company"
    PERSON = "person"
    PUBLISHER = "publisher"
    BODY = "body"
    GROUP = "group"
    OTHER = "other"


class Verdict(StrEnum):
    """What is judged of two parties. ``undecided`` takes back what was judged before."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Comparator(StrEnum):
    """How a reported figure relates to the truth it claims."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    AT_MOST = "at-most"


class CorrectionBasis(StrEnum):
    """Why a claim was replaced."""

    SOURCE_ERROR = "source-error"
    SUPERSEDED = "superseded"
    CODING_ERROR = "coding-error"
