"""The network: who acts on or speaks about whom, as actors on a ring with curves between them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.formats.words import clipped

WIDTH, HEIGHT = 900.0, 620.0
# More than this on one ring cannot be told apart; the table below has them all.
MOST_NODES, MOST_EDGES = 24, 90
# Mean intensity beyond which a tie is drawn as hostile or friendly (PLOVER, -10 to 10).
CLEAR = 1.0


@dataclass(frozen=True, slots=True)
class Tie:
    """How often one actor acts on another, and in what spirit."""

    source: str
    source_name: str
    target: str
    target_name: str
    events: int
    intensity: float | None

    @property
    def tone(self) -> str:
        if self.intensity is None or abs(self.intensity) < CLEAR:
            return "neutral"
        return "hostile" if self.intensity < 0 else "friendly"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    name: str
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    events: int


@dataclass(frozen=True, slots=True)
class Edge:
    path: str
    width: float
    tone: str
    told: str


@dataclass(frozen=True, slots=True)
class Network:
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def draw_network(ties: Sequence[Tie]) -> Network | None:
    """The busiest actors and the ties among them; ``None`` where there are none."""
    weights: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for tie in ties:
        weights[tie.source] += tie.events
        weights[tie.target] += tie.events
        names |= {tie.source: tie.source_name, tie.target: tie.target_name}
    if not weights:
        return None
    chosen = sorted(weights, key=lambda id: (-weights[id], names[id]))[:MOST_NODES]
    shown = [t for t in ties if t.source in chosen and t.target in chosen and t.source != t.target][:MOST_EDGES]
    tied = {id for tie in shown for id in (tie.source, tie.target)}
    ring = _ordered([id for id in chosen if id in tied] or chosen, shown)
    most = max(weights.values())
    nodes = {id: _node(id, names[id], place, len(ring), weights[id], most) for place, id in enumerate(ring)}
    heaviest = max((tie.events for tie in shown), default=1)
    edges = tuple(_edge(tie, nodes[tie.source], nodes[tie.target], heaviest) for tie in reversed(shown))
    return Network(WIDTH, HEIGHT, tuple(nodes.values()), edges, len(weights) - len(nodes))


def _ordered(ids: Sequence[str], ties: Sequence[Tie]) -> list[str]:
    """Actors so that those who deal most with each other stand side by side (greedily, the busiest first)."""
    pull: dict[tuple[str, str], int] = defaultdict(int)
    for tie in ties:
        pull[tie.source, tie.target] += tie.events
        pull[tie.target, tie.source] += tie.events
    left = list(ids[1:])
    ring = [ids[0]]
    while left:
        following = max(left, key=lambda id: (pull[ring[-1], id], -left.index(id)))
        ring.append(following)
        left.remove(following)
    return ring


def _node(id: str, name: str, place: int, count: int, weight: int, most: int) -> Node:
    turn = 2 * math.pi * place / count - math.pi / 2
    x, y = WIDTH / 2 + 240 * math.cos(turn), HEIGHT / 2 + 240 * math.sin(turn)
    radius = 5 + 13 * math.sqrt(weight / most)
    side, rise = math.cos(turn), math.sin(turn)
    anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
    # Names stand outwards, so that those at the top and the bottom do not run into each other.
    label_x, label_y = x + (radius + 6) * side, y + (radius + 12) * rise + 4
    return Node(
        id,
        clipped(name, 30),
        round(x, 1),
        round(y, 1),
        round(radius, 1),
        round(label_x, 1),
        round(label_y, 1),
        anchor,
        weight,
    )


def _edge(tie: Tie, source: Node, target: Node, heaviest: int) -> Edge:
    """A curve bent towards the middle, to the left of its way, so that the two ways between two actors part."""
    mx, my = (source.x + target.x) / 2, (source.y + target.y) / 2
    across, down = target.x - source.x, target.y - source.y
    length = math.hypot(across, down) or 1.0
    bend = min(46.0, length * 0.16)
    # Neighbours are joined by a flat curve, those far apart by one through the middle.
    inward = min(0.4, length / 900)
    cx = mx + (WIDTH / 2 - mx) * inward - down / length * bend
    cy = my + (HEIGHT / 2 - my) * inward + across / length * bend
    x, y = _short_of(cx, cy, target)
    told = f"{tie.source_name} → {tie.target_name}: {tie.events} event{'s' * (tie.events != 1)}"
    told += f", mean intensity {tie.intensity:+.1f}" if tie.intensity is not None else ""
    path = f"M{source.x} {source.y}Q{cx:.1f} {cy:.1f} {x:.1f} {y:.1f}"
    return Edge(path, round(1.2 + min(5.0, 1 + heaviest / 4) * math.sqrt(tie.events / heaviest), 1), tie.tone, told)


def _short_of(x: float, y: float, node: Node) -> tuple[float, float]:
    """Where a line from (x, y) reaches the edge of a node."""
    gap = math.hypot(node.x - x, node.y - y) or 1.0
    share = max(0.0, (gap - node.radius - 6) / gap)
    return x + (node.x - x) * share, y + (node.y - y) * share
