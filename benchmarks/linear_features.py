"""Features of tokens that may be cues, and of the sources and contents a cue may have."""

from __future__ import annotations

from benchmarks.linear_candidates import Runs
from benchmarks.standoff import is_word
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Run, Source
from dragoman.statements.cues import Cue
from dragoman.statements.quotations import Quotations

CLIMB = 3
STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)
CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "acl", "relcl", "advcl"))


def size(number: int) -> int:
    """A number as the step it reaches."""
    return sum(number > step for step in STEPS)


def word_at(reading: Reading, i: int) -> str:
    return reading.lower[i] if 0 <= i < len(reading) else "<>"


def label_of(reading: Reading, i: int) -> str:
    mention = reading.mention_of[i]
    return mention.label if mention is not None else ""


def may_be_cue(reading: Reading, i: int) -> bool:
    return reading.tags[i][0] in "VNJRI" or reading.words[i] == ":"


def of_token(reading: Reading, quotations: Quotations, i: int) -> list[str]:
    """What tells whether token ``i`` heads a cue."""
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


def of_no_source(reading: Reading, cue: Cue) -> list[str]:
    i, lemma = cue.head, reading.lemma(cue.head)
    labels = {reading.deps[c] for c in reading.children[i]}
    subject, passive = "nsubj" in labels, "nsubjpass" in labels or "auxpass" in labels
    return [
        "none", f"none-l={lemma}", f"none-t={reading.tags[i]}", f"none-d={reading.deps[i]}", f"none-s={subject}",
        f"none-st={subject}|{reading.tags[i]}|{reading.deps[i]}", f"none-pass={passive}",
        f"none-agent={'agent' in labels}", f"none-ls={lemma}|{subject}",
    ]  # fmt: skip


def of_source(reading: Reading, quotations: Quotations, cue: Cue, head: int, run: Run, kind: str) -> list[str]:
    """What tells whether a noun phrase is the source of a cue."""
    i, lemma, tag = cue.head, reading.lemma(cue.head), reading.tags[cue.head]
    path = path_between(reading, i, head)
    side = "<" if head < i else ">"
    gap = cue.first - run[1] - 1 if head < i else run[0] - cue.last - 1
    passive = any(reading.deps[c] in ("auxpass", "nsubjpass") for c in reading.children[i])
    word = reading.lemma(head)
    after = word_at(reading, run[1] + 1) if run[1] + 1 != cue.first else "cue"
    inside = quotations.at[head] >= 0
    return [
        "some", f"p={path}", f"pl={path}|{lemma}", f"pp={path}|{side}|{passive}|{tag}", f"k={kind}",
        f"kp={kind}|{path}",
        f"w={word}", f"t={reading.tags[head]}", f"e={label_of(reading, head)}", f"pt={path}|{reading.tags[head]}",
        f"pe={path}|{label_of(reading, head)}", f"g={side}{size(gap)}", f"gt={side}{size(gap)}|{tag}",
        f"n={size(run[1] - run[0])}", f"kn={kind}|{size(run[1] - run[0])}", f"q={inside}|{quotations.at[i] >= 0}",
        f"lg={lemma}|{side}{size(gap)}", f"b={word_at(reading, run[0] - 1)}", f"a={after}", f"ka={kind}|{after}",
        f"f={word_at(reading, run[0])}", f"dw={reading.deps[head]}|{word}", f"d={reading.deps[head]}|{side}",
f"set-apart={side}|{after}|{word_at(reading, cue.first - 1)}",
    ]  # fmt: skip


def of_no_content(reading: Reading, cue: Cue) -> list[str]:
    i, lemma = cue.head, reading.lemma(cue.head)
    clauses = "".join(sorted({reading.deps[c] for c in reading.children[i] if reading.deps[c] in CLAUSES}))
    return ["none", f"none-l={lemma}", f"none-t={reading.tags[i]}", f"none-c={clauses}", f"none-lc={lemma}|{clauses}"]


def of_content(
    reading: Reading, quotations: Quotations, cue: Cue, source: Source | None, runs: Runs, kinds: list[str]
) -> list[str]:
    """What tells whether some words are the content of a cue."""
    i, lemma, tag = cue.head, reading.lemma(cue.head), reading.tags[cue.head]
    first, last = runs[0][0], runs[-1][1]
    words = sum(b - a + 1 for a, b in runs)
    tops = _tops(reading, cue, source, runs)
    where = _where(cue, runs)
    sentence = reading.sentence_of(i)
    start = _edge(reading, quotations, first, -1)
    end = _edge(reading, quotations, last, 1)
    quoted = sum(quotations.at[t] >= 0 for a, b in runs for t in range(a, b + 1))
    share = "none" if not quoted else "all" if quoted == words else "some"
    passive = any(reading.deps[c] in ("auxpass", "nsubjpass") for c in reading.children[i])
    gap = first - cue.last - 1 if first > i else cue.first - runs[0][1] - 1
    follows = word_at(reading, last + 1) if last + 1 < sentence.stop else "."
    names = ["some", f"n={size(words)}", f"runs={min(len(runs), 3)}"]
    for kind in kinds:
        names += [f"k={kind}", f"kl={kind}|{lemma}", f"kt={kind}|{tag}|{passive}", f"ks={kind}|{source is None}"]
    names += [
        f"kq={kinds[0]}|{share}|{start}|{end}", f"tops={tops}", f"ltops={lemma}|{tops}",
        f"ttops={tag}|{tops}", f"tat={where}|{tops}",
        f"at={where}", f"lat={lemma}|{where}", f"dat={tag}|{reading.deps[i]}|{where}",
        f"s={start}", f"e={end}", f"se={where}|{start}|{end}", f"q={share}|{where}", f"lq={lemma}|{share}|{where}",
        f"fw={word_at(reading, first)}", f"ft={reading.tags[first]}", f"lfw={lemma}|{word_at(reading, first)}",
        f"bw={word_at(reading, first - 1)}", f"lbw={lemma}|{word_at(reading, first - 1)}", f"aw={follows}",
        f"ad={reading.deps[last + 1] if last + 1 < len(reading) else '<>'}", f"lw={word_at(reading, last)}|{follows}",
        f"g={size(gap)}|{where}", f"verb={any(reading.is_verb(t) for a, b in runs for t in range(a, b + 1))}|{tag}",
        f"far={_beyond(reading, sentence, first, last)}|{share}|{end}", f"hq={quotations.at[i] >= 0}|{share}",
        f"ending={last + 1 >= sentence.stop - 1}|{where}", f"beginning={first <= sentence.start + 1}|{where}",
    ]  # fmt: skip
    return names + _left_over(reading, cue, source, runs)


def _where(cue: Cue, runs: Runs) -> str:
    before, after = runs[0][0] < cue.head, runs[-1][1] > cue.head
    return "around" if before and after else "before" if before else "after"


def _tops(reading: Reading, cue: Cue, source: Source | None, runs: Runs) -> str:
    """The tokens whose heads lie outside, by label, and what they hang on."""
    tops = []
    for a, b in runs:
        for t in range(a, b + 1):
            head = reading.heads[t]
            if reading.deps[t] == "punct" or (head != t and any(x <= head <= y for x, y in runs)):
                continue
            on = "cue" if head == cue.head else "root" if head == t else "out"
            if source is not None and source.first <= head <= source.last:
                on = "source"
            tops.append(f"{reading.deps[t]}@{on}")
    return "+".join(tops[:4])


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


def _beyond(reading: Reading, sentence: range, first: int, last: int) -> str:
    """How many sentences before and after that of the cue a stretch reaches."""
    here = reading.sentence_index[sentence.start]
    return f"{reading.sentence_index[first] - here}/{min(3, reading.sentence_index[last] - here)}"


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
