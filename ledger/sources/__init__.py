"""NEWS -> SOURCE: bytes become a document whose words can be quoted and checked.

Takes what was published; gives documents, anchors of quotes and independent roots. Read in
order: ``limits``, ``kinds``; bytes to text: ``reading``, ``formats``, ``charsets``,
``misreading``, ``decoding``, ``mhtml``; a page to its words: ``markup``, ``raised``, ``article``,
``rendering``, ``declarations``, ``page``, ``extraction``; ``plain_text``, ``publication``,
``interstitial``, ``capture``, ``document``; words to places: ``folding``, ``words``,
``selector``, ``context``, ``nearest``, ``quotes``; and ``lineage``. Absent: the network, and repair
in silence.
"""
