"""Which field of a kind takes whom, and which takes the words of a rule's topic.

Gives ``ROLES`` and ``TOPICS`` by kind. The fields themselves are those of ``entries.specs``.
"""

from __future__ import annotations

from types import MappingProxyType

ROLES: MappingProxyType[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("meeting-held", "negotiation-round-held", "workshop-held"), "host=host participants=rest"
        ),
        "visit-made": "participants=actors host=receivers",
        "capability-presented": "presenters=actors",
        "interest-expressed": "parties=together",
        "opinion-stated": "",
        "relation-established": "parties=everyone",
        "fact-reported": "about=everyone",
        "joint-activity": "parties=together",
        "funding-committed": "funder=first recipient=receivers",
        "funding-disbursed": "funder=first recipient=receivers",
        "intent-stated": "parties=together",
        "memorandum-concluded": "parties=together",
        "signed": "party=states",
        **dict.fromkeys(
            (
                "domestically-approved", "ratification-reported", "consent-deposited", "party-notified",
                "reservation-made", "consent-withdrawn", "denounced", "signature-withdrawn",
                "domestic-approval-lapsed", "denunciation-withdrawn", "reservation-withdrawn",
                "participation-suspended", "participation-resumed",
            ),
            "party=acting-states",
        ),
        **dict.fromkeys(("provisionally-applied", "provisional-application-ended"), "by=actors"),
        "requirement-stated": "on=actors",
        "court-referral": "referred_by=first",
        **dict.fromkeys(
            (
                "review-started", "approval-granted", "approval-denied", "court-opinion",
                "requirement-waived", "requirement-inapplicable", "approval-lapsed", "approval-renewed",
            ),
            "authority=first",
        ),
        "body-established": "parties=together",
        "body-met": "participants=everyone",
        **dict.fromkeys(
            ("policy-review-started", "policy-review-extended", "policy-review-ended"), "by=first"
        ),
        **dict.fromkeys(("rule-proposed", "rule-in-effect"), "authority=first"),
    }
)  # fmt: skip
"""By kind: ``field=part``, a part being one of those that ``filling`` knows."""

TOPICS: MappingProxyType[str, str] = MappingProxyType(
    {
        "meeting-held": "topics",
        "workshop-held": "topics",
        "capability-presented": "topics",
        "interest-expressed": "topic",
        "opinion-stated": "topic",
        "fact-reported": "topic",
        "policy-review-started": "topic",
        "rule-proposed": "topic",
        "relation-established": "name",
        "joint-activity": "activity",
        "funding-committed": "purpose",
        "funding-disbursed": "purpose",
        "intent-stated": "intent",
        "memorandum-concluded": "subject",
        "requirement-stated": "title",
        "court-referral": "title",
        "instrument-amended": "amendment",
        "reservation-made": "reservation",
        "body-established": "mandate",
        "sources-named": "sources",
    }
)
"""By kind: the field that holds what it is about, in the document's words."""
