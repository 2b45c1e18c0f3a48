"""Words as a recogniser may have slipped on them: likeness of letters, on whole words."""

from __future__ import annotations

from agent_assist.guidance.folding import Folded

#: Longer texts are looked at up to here, in letters.
MAX_TEXT = 4000


def likeness(needle: Folded, text: Folded, least: float) -> tuple[float, tuple[int, int] | None]:
    """How alike the most similar stretch of whole words is, 0..1 (1 minus the normalised Indel distance), and where.

    The stretch is None, and the score 0, below `least`.
    """
    from rapidfuzz import fuzz

    wanted, joined = " ".join(needle.words), " ".join(text.words)[:MAX_TEXT]
    if not wanted or not joined:
        return 0.0, None
    # The best window of letters may begin or end within a word: widened to whole words, it is judged again.
    found = fuzz.partial_ratio_alignment(wanted, joined, score_cutoff=max(0.0, least - 0.15) * 100)
    if found is None or len(joined) < len(wanted) * least:
        return 0.0, None
    start, end = found.dest_start, found.dest_end
    first = joined.count(" ", 0, start)
    last = joined.count(" ", 0, max(start, end - 1))
    best, place = 0.0, (first, last)
    for begin in (first, first + 1, first - 1):
        for stop in (last, last - 1, last + 1):
            if 0 <= begin <= stop < len(text.words):
                score = fuzz.ratio(wanted, " ".join(text.words[begin : stop + 1])) / 100
                if score > best:
                    best, place = score, (begin, stop)
    if best < least:
        return 0.0, None
    return best, (text.spans[place[0]][0], text.spans[place[1]][1])
