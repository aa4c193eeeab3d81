import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import ExitCode
from ledger.sources.document import Document
from ledger.sources.lineage import LineageCycle, NoSuchDocument, independent_roots, root_of

law = settings(deadline=None, derandomize=True, max_examples=75)


def library(*documents):
    """Documents by id, each written as id, or id and root, or id and details."""
    made = {}
    for name, details in documents:
        lineage = "syndicated" if "root" in details else "original"
        given = {"text": name, "title": name, "publisher": name, "kind": "news"}
        made[name] = Document(id=name, **(given | {"lineage": lineage} | details))
    return made


def test_an_original_is_its_own_root():
    assert root_of("wire", library(("wire", {}))) == "wire"


def test_a_chain_of_derivatives_is_followed_to_its_end():
    documents = library(("wire", {}), ("paper", {"root": "wire"}), ("blog", {"root": "paper"}))
    assert root_of("blog", documents) == "wire"


def test_a_root_that_was_not_captured_is_still_the_root():
    """Or is not visible yet: two reprints of it stay one voice."""
    documents = library(("paper", {"root": "wire"}), ("blog", {"root": "wire"}))
    assert root_of("paper", documents) == "wire"
    assert independent_roots(["paper", "blog"], documents) == {"wire"}


def test_a_document_that_is_not_there_is_not_found():
    with pytest.raises(NoSuchDocument, match="there is no document absent") as refused:
        root_of("absent", library(("wire", {})))
    assert refused.value.exit_code is ExitCode.NOT_FOUND


def test_a_circle_is_refused_and_named():
    """Only those in the circle are named, not who points at it."""
    documents = library(
        ("a", {"root": "b"}), ("b", {"root": "c"}), ("c", {"root": "a"}), ("d", {"root": "a"})
    )
    with pytest.raises(LineageCycle, match="in a circle: a -> b -> c -> a") as refused:
        root_of("d", documents)
    assert refused.value.cycle == ("a", "b", "c")
    assert refused.value.exit_code is ExitCode.USAGE


def test_one_wire_and_two_reprints_are_one_voice():
    """A reprint adds no voice (docs/resolution.md, 4)."""
    documents = library(("wire", {}), ("one", {"root": "wire"}), ("two", {"root": "wire"}))
    assert independent_roots(documents, documents) == {"wire"}


def test_two_originals_are_two_voices():
    documents = library(("wire", {}), ("paper", {}))
    assert independent_roots(documents, documents) == {"wire", "paper"}


def test_the_same_words_under_two_names_are_one_voice():
    documents = library(("b", {"text": "same"}), ("a", {"text": "same"}), ("c", {}))
    assert independent_roots(documents, documents) == {"a", "c"}


def test_the_same_address_is_one_voice_whatever_part_was_kept():
    """An article captured whole, and once more as excerpts; the fragment is no address."""
    documents = library(
        ("b", {"url": "https://thx.example/1#top"}),
        ("a", {"url": "https://thx.example/1", "extent": "excerpts"}),
        ("c", {"url": "https://thx.example/2"}),
    )
    assert independent_roots(documents, documents) == {"a", "c"}


def test_sameness_reaches_through():
    """One by its words with another, which is one by its address with a third."""
    for bridge, words, address in ("abc", "bac", "cab"):
        documents = library(
            (words, {"text": "same"}),
            (bridge, {"text": "same", "url": "https://thx.example/1"}),
            (address, {"url": "https://thx.example/1"}),
        )
        assert independent_roots(documents, documents) == {"a"}


def test_derivatives_of_unknown_roots_prove_one_voice_at_most():
    """They may descend from each other's root, or from any original that is there."""
    rootless = {"lineage": "translated"}
    documents = library(("b", rootless), ("a", rootless), ("wire", {}))
    assert independent_roots(["b", "a"], documents) == {"a"}
    assert independent_roots(["b", "a", "wire"], documents) == {"wire"}


def test_a_derivative_of_a_derivative_without_root_has_an_unknown_root():
    documents = library(("paper", {"lineage": "syndicated"}), ("blog", {"root": "paper"}))
    assert independent_roots(["blog"], documents) == {"paper"}


def test_no_documents_are_no_voice():
    assert independent_roots([], {}) == frozenset()


@law
@given(st.data())
def test_the_answer_does_not_depend_on_order_and_one_document_adds_one_voice_at_most(data):
    """Over libraries with chains, shared words, shared addresses and unknown roots."""
    names = "abcdefg"
    details = []
    for i, name in enumerate(names):
        detail = {"text": data.draw(st.sampled_from("xyz" + name))}
        detail["url"] = data.draw(st.sampled_from([None, "https://x.example/1"]))
        derived = data.draw(st.sampled_from(["no", "unknown", "later"]))
        if derived == "unknown":
            detail["lineage"] = "summarised"
        if derived == "later":
            detail["root"] = data.draw(st.sampled_from([*names[i + 1 :], "uncaptured"]))
        details.append((name, detail))
    documents = library(*details)
    some = data.draw(st.lists(st.sampled_from(names), unique=True))
    roots = independent_roots(some, documents)
    assert independent_roots(reversed(some), documents) == roots
    assert independent_roots(sorted(some), documents) == roots
    assert (len(roots) > 0) == (len(some) > 0)
    # Fewer is possible: one capture can show two others to be the same article.
    assert len(roots) <= len(independent_roots(some[1:], documents)) + 1
