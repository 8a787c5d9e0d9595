"""Features of tokens that may be cues, and of the sources and contents a cue may have."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Source
from dragoman.statements.cues import Cue
from dragoman.statements.decode import Attribution
from dragoman.statements.learned.marked import is_word
from dragoman.statements.learned.proposals import Runs, Stretch
from dragoman.statements.quotations import Quotations

CLIMB = 3
NO_CUE = ["no-cue"]
# Only the first of the tokens that tie a stretch to its surroundings tell something.
MOST_TOPS = 4
STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)
CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "acl", "relcl", "advcl"))


def size(number: int) -> int:
    """A number as the step it reaches."""
    return bisect_left(STEPS, number)


def word_at(reading: Reading, i: int) -> str:
    return reading.lower[i] if 0 <= i < len(reading) else "<>"


def label_of(reading: Reading, i: int) -> str:
    mention = reading.mention_of[i]
    return mention.label if mention is not None else ""


@dataclass(eq=False, slots=True)
class CueView:
    """A word that may be a cue, what the rules make of it, and what all features of one cue have in common."""

    reading: Reading
    quotations: Quotations
    cue: Cue
    ruled: Attribution | None
    lemma: str = field(init=False)
    tag: str = field(init=False)
    passive: bool = field(init=False)
    labels: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        reading, i = self.reading, self.cue.head
        self.lemma, self.tag = reading.lemma(i), reading.tags[i]
        self.labels = frozenset(reading.deps[c] for c in reading.children[i])
        self.passive = "auxpass" in self.labels or "nsubjpass" in self.labels


def of_cue(view: CueView) -> list[str]:
    """What tells whether a word is a cue."""
    reading, quotations, cue, ruled = view.reading, view.quotations, view.cue, view.ruled
    i = cue.head
    lemma, tag, dep, head = reading.lemma(i), reading.tags[i], reading.deps[i], reading.heads[i]
    names = ["bias", f"l={lemma}", f"t={tag}", f"d={dep}", f"lt={lemma}|{tag}", f"ld={lemma}|{dep}", f"td={tag}|{dep}"]
    for k in (-2, -1, 1, 2):
        inside = 0 <= i + k < len(reading)
        names.append(f"w{k}={word_at(reading, i + k)}")
        names.append(f"t{k}={reading.tags[i + k] if inside else '<>'}")
    names += [f"lw1={lemma}|{word_at(reading, i + 1)}", f"h={reading.lemma(head)}", f"dh={dep}|{reading.lemma(head)}"]
    labels: dict[str, None] = {}  # as a set in text order: the order of features is that of the sums
    for c in reading.children[i]:
        side = "<" if c < i else ">"
        name = f"{side}{reading.deps[c]}"
        labels[name] = None
        if reading.deps[c] in ("prep", "prt", "mark", "aux", "neg", "agent", "advmod"):
            names += [f"c={name}|{reading.lower[c]}", f"lc={lemma}|{name}|{reading.lower[c]}"]
        elif reading.deps[c] in CLAUSES:
            names += [f"cm={name}|{_marker(reading, c)}", f"lcm={lemma}|{name}|{_marker(reading, c)}"]
        elif reading.deps[c] in ("nsubj", "nsubjpass", "poss"):
            names += [f"s={name}|{reading.tags[c]}|{label_of(reading, c)}", f"sw={name}|{reading.lemma(c)}"]
            names.append(f"ls={lemma}|{name}|{reading.tags[c][:3]}")
        elif reading.deps[c] in ("dobj", "attr", "acomp", "oprd"):
            names += [f"o={name}|{reading.tags[c]}", f"ow={reading.lemma(c)}", f"lo={lemma}|{reading.lemma(c)}"]
    names += [f"ch={name}" for name in labels] + [f"lch={lemma}|{name}" for name in labels]
    clauses = "".join(sorted(name for name in labels if name[1:] in CLAUSES))
    subject = any(name[1:] in ("nsubj", "nsubjpass", "agent", "poss") for name in labels)
    names += [f"frame={tag}|{clauses}|{subject}", f"lframe={lemma}|{clauses}|{subject}"]
    row = cue.rows[0]
    sense = f"{cue.kind}|{row.act}|{row.weak}" if row.lemma else "unknown"
    takes = "+".join(sorted(row.takes)) if row.lemma else ""
    names += [
        f"sense={sense}", f"sense-d={sense}|{dep}", f"sense-f={sense}|{tag}|{clauses}|{subject}",
        f"takes={takes}", f"takes-f={takes}|{row.weak}|{clauses}|{subject}", f"hedge={row.hedge}",
    ]  # fmt: skip
    if ruled is None:
        names += ["rule=none", f"rule-l={lemma}|none", f"rule-s={sense}|none"]
    else:
        rule, source = ruled.content.rule, ruled.source.rule if ruled.source is not None else "none"
        names += [
            f"rule={rule}", f"rule-l={lemma}|{rule}", f"rule-s={sense}|{rule}", f"rule-from={source}",
            f"rule-both={rule}|{source}", f"rule-score={int(ruled.score * 10)}", "rule=some", f"rule-ls={lemma}|some",
        ]  # fmt: skip
    return names + _above(reading, i) + _surroundings(reading, quotations, i)


def _marker(reading: Reading, clause: int) -> str:
    mark = reading.child(clause, "mark")
    if mark is not None:
        return reading.lower[mark]
    return "to" if any(reading.tags[c] == "TO" for c in reading.children[clause]) else reading.tags[clause]


def _above(reading: Reading, i: int) -> list[str]:
    names = []
    path = ""
    below = i
    for above in reading.ancestors(i)[:CLIMB]:
        path += f"/{reading.deps[below]}"
        names += [f"up={path}", f"upl={path}|{reading.lemma(above)}"]
        subject = reading.child(above, "nsubj")
        names.append(f"ups={path}|{reading.tags[subject] if subject is not None else ''}")
        below = above
    return names


def _surroundings(reading: Reading, quotations: Quotations, i: int) -> list[str]:
    at, sentence, lemma = quotations.at, reading.sentence_of(i), reading.lemma(i)
    quoted = at[i] >= 0
    around = {at[t] for t in sentence if at[t] >= 0}
    near = ["b"] * any(at[t] >= 0 for t in range(max(sentence.start, i - 4), i))
    near += ["a"] * any(at[t] >= 0 for t in range(i + 1, min(sentence.stop, i + 5)))
    beside = "".join(near) if not quoted else "in"
    return [
        f"q={quoted}", f"lq={lemma}|{beside}", f"nq={beside}|{reading.tags[i]}", f"sq={bool(around) and not quoted}",
        f"at={size(i - sentence.start)}", f"len={size(len(sentence))}", f"suffix={reading.lower[i][-3:]}",
        f"cap={reading.words[i][0].isupper()}", f"say={_said_above(reading, i)}",
    ]  # fmt: skip


def _said_above(reading: Reading, i: int) -> str:
    """The nearest verb above in whose clause or infinitive the token stands."""
    below = i
    for above in reading.ancestors(i):
        if reading.deps[below] in ("ccomp", "xcomp") and reading.is_verb(above):
            return f"{reading.deps[below]}-{reading.lemma(above)}"
        below = above
    return ""


def path_between(reading: Reading, a: int, b: int) -> str:
    """The labels on the way from one token to another in the tree."""
    up = [a, *reading.ancestors(a)]
    depth = {t: k for k, t in enumerate(up)}
    down = []
    while b not in depth and reading.heads[b] != b:
        down.append(reading.deps[b])
        b = reading.heads[b]
    if b not in depth:
        return "apart"
    rise = [reading.deps[t] for t in up[: depth[b]]]
    return "^".join(rise) + "!" + ".".join(reversed(down)) if len(rise) + len(down) <= 5 else "far"


def of_no_source(view: CueView) -> list[str]:
    reading, cue, lemma, labels = view.reading, view.cue, view.lemma, view.labels
    i, subject = cue.head, "nsubj" in labels
    return [
        "none", f"none-l={lemma}", f"none-t={view.tag}", f"none-d={reading.deps[i]}", f"none-s={subject}",
        f"none-st={subject}|{view.tag}|{reading.deps[i]}", f"none-pass={view.passive}",
        f"none-agent={'agent' in labels}", f"none-ls={lemma}|{subject}",
        f"none-chosen={_is_chosen(None, view.ruled)}|{view.ruled is not None}", f"none-kind={cue.kind}",
    ]  # fmt: skip


def of_source(view: CueView, source: Source, rank: int) -> list[str]:
    """What tells whether a noun phrase is the source of a cue; ``rank`` is its place among the rules' own, or -1."""
    reading, quotations, cue, tag = view.reading, view.quotations, view.cue, view.tag
    i, head, first, last = cue.head, source.head, source.first, source.last
    path = path_between(reading, i, head)
    side = "<" if head < i else ">"
    gap = side + str(size(cue.first - last - 1 if head < i else first - cue.last - 1))
    label, part = label_of(reading, head), reading.tags[head]
    after = word_at(reading, last + 1) if last + 1 != cue.first else "cue"
    inside = quotations.at[head] >= 0
    return [
        "some", f"p={path}", f"pp={path}|{side}|{view.passive}|{tag}",
        f"t={part}", f"e={label}", f"pt={path}|{part}",
        f"pe={path}|{label}", f"g={gap}", f"gt={gap}|{tag}",
        f"n={size(last - first)}", f"q={inside}|{quotations.at[i] >= 0}",
        f"a={after}", f"d={reading.deps[head]}|{side}",
        f"set-apart={side}|{after}|{word_at(reading, cue.first - 1)}",
        f"rank={rank}", f"rule={source.rule}", f"rule-k={cue.kind}|{source.rule}",
        f"chosen={_is_chosen(source, view.ruled)}|{view.ruled is not None}", f"kind={cue.kind}|{path}",
    ]  # fmt: skip


def _is_chosen(source: Source | None, ruled: Attribution | None) -> bool:
    if ruled is None:
        return False
    if source is None or ruled.source is None:
        return source is ruled.source
    return (source.first, source.last) == (ruled.source.first, ruled.source.last)


def of_no_content(view: CueView) -> list[str]:
    clauses = "".join(sorted(view.labels & CLAUSES))
    return [
        "none", f"none-l={view.lemma}", f"none-t={view.tag}", f"none-c={clauses}", f"none-lc={view.lemma}|{clauses}",
        f"none-rule={view.ruled is None}",
    ]  # fmt: skip


def of_content(view: CueView, source: Source | None, runs: Runs, stretch: Stretch, rank: int) -> list[str]:
    """What tells whether some words are the content of a cue; ``rank`` is their place among what the rules offer."""
    reading, quotations, cue, lemma, tag = view.reading, view.quotations, view.cue, view.lemma, view.tag
    i, first, last = cue.head, runs[0][0], runs[-1][1]
    words = sum(b - a + 1 for a, b in runs)
    tops = _tops(reading, cue, source, runs)
    where = _where(cue, runs)
    start = _edge(reading, quotations, first, -1)
    end = _edge(reading, quotations, last, 1)
    share = _quoted(quotations, runs, words)
    gap = first - cue.last - 1 if first > i else cue.first - runs[0][1] - 1
    kinds = stretch.kinds
    names = ["some", f"n={size(words)}", f"runs={min(len(runs), 3)}", f"rank={min(rank, 4)}"]
    if stretch.ruled is not None:
        place = f"{stretch.ruled.rule}|{min(rank, 2)}"
        names += [f"rule={place}", f"rule-l={place}|{lemma}", f"rule-s={place}|{int(stretch.ruled.score * 20)}"]
    for kind in kinds:
        names += [f"k={kind}", f"kl={kind}|{lemma}"]
    names += [
        f"kq={kinds[0]}|{share}|{start}|{end}", f"tops={tops}", f"at={where}", f"s={start}", f"e={end}",
        f"se={where}|{start}|{end}", f"q={share}|{where}", f"fw={reading.lower[first]}", f"ft={reading.tags[first]}",
        f"bw={word_at(reading, first - 1)}", f"g={size(gap)}|{where}", f"verb={_has_verb(reading, runs)}|{tag}",
    ]  # fmt: skip
    return names + _left_over(reading, cue, source, runs)


def _quoted(quotations: Quotations, runs: Runs, words: int) -> str:
    at = quotations.at
    quoted = sum(b - a + 1 - at[a : b + 1].count(-1) for a, b in runs)
    return "none" if not quoted else "all" if quoted == words else "some"


def _has_verb(reading: Reading, runs: Runs) -> bool:
    tags = reading.tags
    for a, b in runs:
        for t in range(a, b + 1):
            if tags[t][0] == "V":
                return True
    return False


def _where(cue: Cue, runs: Runs) -> str:
    before, after = runs[0][0] < cue.head, runs[-1][1] > cue.head
    return "around" if before and after else "before" if before else "after"


def _tops(reading: Reading, cue: Cue, source: Source | None, runs: Runs) -> str:
    """The tokens whose heads lie outside, by label, and what they hang on."""
    tops: list[str] = []
    heads, deps = reading.heads, reading.deps
    lowest, highest, whole = runs[0][0], runs[-1][1], len(runs) == 1
    for a, b in runs:
        for t in range(a, b + 1):
            head = heads[t]
            if (
                lowest <= head <= highest
                and head != t
                and (whole or a <= head <= b or any(x <= head <= y for x, y in runs))
            ) or deps[t] == "punct":
                continue
            if len(tops) == MOST_TOPS:
                return "+".join(tops)
            on = "cue" if head == cue.head else "root" if head == t else "out"
            if source is not None and source.first <= head <= source.last:
                on = "source"
            tops.append(f"{deps[t]}@{on}")
    return "+".join(tops)


def _edge(reading: Reading, quotations: Quotations, i: int, step: int) -> str:
    """How a stretch meets the quotation marks and commas at one of its ends."""
    beyond = i + step
    if not 0 <= beyond < len(reading):
        return "end"
    if quotations.at[i] >= 0:
        mark = quotations.quotes[quotations.at[i]][1][0 if step < 0 else 1]
        between = range(i + 1, mark + 1) if step > 0 else range(mark, i)
        return "cut" if len(between) > 2 or any(is_word(reading, t) for t in between) else "mark"
    if quotations.at[beyond] >= 0:
        return f"quote{reading.words[beyond]}"
    return "open" if is_word(reading, beyond) else reading.words[beyond]


def _left_over(reading: Reading, cue: Cue, source: Source | None, runs: Runs) -> list[str]:
    """The dependents of the cue that the stretch leaves out or takes in."""
    names = []
    for c in reading.children[cue.head]:
        label = reading.deps[c]
        of_source = source is not None and source.first <= c <= source.last
        if label == "punct" or cue.first <= c <= cue.last or of_source:
            continue
        name = f"{'in' if any(a <= c <= b for a, b in runs) else 'out'}={'<' if c < cue.head else '>'}{label}"
        names.append(name)
        if label == "prep":
            names.append(f"{name}|{reading.lower[c]}")
        elif label in ("advcl", "npadvmod", "dobj"):
            names.append(f"{name}|{_marker(reading, c)}")
    return names
