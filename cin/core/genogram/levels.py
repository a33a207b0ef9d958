"""How high everything lies, once it is known how many lines run between the rows."""

from dataclasses import dataclass, field

from cin.core.genogram.routes import SLOPE, Height, Router

HALF = 25
LINE = 16
LANE = 10
MARGIN = 12
HOME_LINE = 18
AIR = 14


@dataclass
class Levels:
    """The heights of the rows, and of the lanes over and below each."""

    lanes: dict[int, int]
    height: int = 0
    _mid: list[int] = field(default_factory=list)
    _bottom: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, router: Router, label_lines: list[int]) -> "Levels":
        """Work the heights out: from the top down, each row as high as its longest label."""
        levels, y = cls(lanes=router.lanes()), MARGIN
        for row, lines in enumerate(label_lines):
            y += AIR + LANE * router.lanes_needed("over", row)
            levels._mid.append(y + HALF)
            y += 2 * HALF + AIR + LINE * lines + HOME_LINE
            levels._bottom.append(y)
            y += AIR + LANE * router.lanes_needed("bus", row)
        levels.height = y + MARGIN
        return levels

    def mid(self, row: int) -> int:
        """The middle of a row's shapes."""
        return self._mid[row]

    def bottom(self, row: int) -> int:
        """Where a row ends, with its labels and the name of a home."""
        return self._bottom[row]

    def label_top(self, row: int) -> int:
        """Where the labels of a row begin."""
        return self._mid[row] + HALF + 9

    def of_height(self, height: Height) -> int:
        """Give the height of one corner of a line."""
        mid = self._mid[height.row]
        if height.kind == "mid":
            return mid
        if height.kind == "slope":
            top = self.of_height(Height("bus", height.above, height.stretch))
            return round(top + SLOPE * (mid - top))
        if height.kind == "under":
            return mid + HALF + 7
        lane = LANE * self.lanes[height.stretch]
        if height.kind == "over":
            return mid - HALF - AIR - lane
        return self._bottom[height.row] + LANE + lane
