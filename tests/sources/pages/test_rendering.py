# ruff: noqa: RUF001  typographic marks are what pages print
"""Markup becomes the words that a reader sees; what was left out is noted."""

import json

import pytest

from ledger.sources.pages.page import read_page

LONG = "The ministry said that both parties must negotiate and ratify the agreement. " * 3

PAGES = [
    ("<p>9 de 11<sup>2</sup> Estados</p>", "9 de 11[2] Estados"),
    ("<p>la Cancillería<sup><a href=#n>a</a></sup> dijo</p>", "la Cancillería[a] dijo"),
    ("<p>11<sup>[2]</sup> y 12<sup>*</sup></p>", "11[2] y 12*"),
    ("<p>300 km<sup>2</sup>, 3 x 10<sup>6</sup></p>", "300 km², 3 x 10⁶"),
    ("<p>9 de 11 <sup>2</sup> Estados. <sup>1</sup> A</p>", "9 de 11 [2] Estados. [1] A"),
    ("<p><sup>1</sup> A note; 5 km <sup>2</sup></p>", "1 A note; 5 km ²"),
    ('<p>de 11<span style="vertical-align: super">2</span></p>', "de 11[2]"),
    ("<style>.u{vertical-align:super}</style><p>de 11<b class=u>2</b></p>", "de 11[2]"),
    ("<p>de 11<span class=MsoFootnoteReference>2</span></p>", "de 11[2]"),
    ('<p>de 11<a href="#fn2">2</a>, Part <a href="#c2">2</a></p>', "de 11[2], Part 2"),
    ('<p>CO<span style="vertical-align:sub">2</span></p>', "CO₂"),
    ('<table><tr><td style="vertical-align:super">a<td>2</table>', "a\t2"),
    ("<p>CO<sub>2</sub> and x<sub>max</sub></p>", "CO₂ and x_max"),
    ("<p>the 1<sup>st</sup>, la 3<sup>a</sup> reunión</p>", "the 1st, la 3a reunión"),
    (
        "<p>el 1.<sup>er</sup> paso, n.<sup>o</sup> 3, 2.<sup>as</sup></p>",
        "el 1.er paso, n.o 3, 2.as",
    ),
    ("<p>la 11<sup>ª</sup>, de 2016.<sup>a</sup></p>", "la 11ª, de 2016.[a]"),
    ("<p>ten <s>nine</s> <del>six</del> <strike>two</strike> States</p>", "ten States"),
    ('<p>a <span style="text-decoration: line-through">b</span> c</p>', "a c"),
    ("<p>a<span hidden> b</span> c</p>", "a c"),
    ('<p>a <b style="display : none">b</b>c</p>', "a c"),
    ('<p>a <b aria-hidden="true">b</b>c<i class="sr-only">d</i></p>', "a c"),
    ('<p>a <b style="visibility:hidden">b</b>c</p>', "a c"),
    ("<p>a <b popover>b</b>c<b style='width:1px;height:1px;overflow:hidden'>d</b></p>", "a c"),
    (
        f"<style>.k{{position:absolute;left:-999em}}</style><p>{LONG}<b class=k>no</b></p>",
        LONG.strip(),
    ),
    (f"<style>.k{{display:none}}</style><p>{LONG}<b class=k>no</b></p>", LONG.strip()),
    ("<p>a</p><template><p>b</p></template><noscript>c</noscript><script>d</script>", "a"),
    ("<p>a</p><dialog>b</dialog><button>c</button><textarea>d</textarea>", "a"),
    ("<table><caption>C<tr><th>A<th>B<tr><td>1<td><p>2</p></table>", "C\nA\tB\n1\t2"),
    ("<table><tr><td><td>1<tr><td>2<td>3</table>", "1\n2\t3"),
    ("<table><tr><td>1<td></table><ol><li>2</ol>", "1\n1. 2"),
    ("<ol start=3><li>a<li value=9>b<li>c</ol>", "3. a\n9. b\n10. c"),
    ("<ol reversed type=A><li>a<li>b</ol><ul><li>c</ul>", "B. a\nA. b\nc"),
    ("<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京</ruby>で</p>", "東京で"),
    ("<p>one<br>two of<wbr>fice re&shy;port</p>", "one\ntwo office re\xadport"),
    ("<p>the <q>words</q> of it</p>", "the “words” of it"),
    ("<figure><img src=x alt=picture><figcaption>C</figcaption></figure>", "C"),
    ("<details><summary>S</summary><p>D</p></details>", "S\nD"),
    ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
    ("<p>&lt;b&gt; &amp; &eacute;&#8217;</p>", "<b> & é’"),
    ("<pre>a\n  b</pre>", "a\nb"),
    ("<div>a<div>b</div>c</div>", "a\nb\nc"),
]


@pytest.mark.parametrize(("html", "text"), PAGES, ids=[html[:40] for html, _ in PAGES])
def test_each_markup_gives_the_words_that_a_reader_sees(html, text):
    """No word is joined to another, and none is added or lost."""
    assert read_page(f"<html><body>{html}</body></html>")["text"] == text


def test_what_was_left_out_is_told():
    """A person who captures a page learns that its words were not taken as they stand."""
    page = read_page("<p>ten <s>nine</s><b hidden>x</b> States<sup>2</sup></p>")
    assert [note.split(" ", 2)[1] for note in page["notes"]] == ["struck-out", "hidden", "raised"]


def test_days_that_a_page_declares_come_best_first():
    """Where the first cannot be a day of publication, the next one is looked at."""
    head = (
        '<meta property="article:published_time" content="0001-01-01">'
        f'<script type="application/ld+json">{json.dumps({"datePublished": "2024-06-12"})}</script>'
    )
    page = read_page(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert page["published"] == ["0001-01-01", "2024-06-12"]
