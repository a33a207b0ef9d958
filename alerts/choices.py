"""How a list of alerts can be narrowed, as its address and its questions name it."""

WAITING, ACKNOWLEDGED, SNOOZED, ALL = "waiting", "acknowledged", "snoozed", "all"
SHOWN = {
    WAITING: "Not snoozed",
    ACKNOWLEDGED: "Acknowledged",
    SNOOZED: "Snoozed",
    ALL: "All of them",
}
MINE, UNALLOCATED, OTHERS = "mine", "unallocated", "others"
WHOSE = {
    MINE: "My own cases",
    UNALLOCATED: "Cases not allocated to anybody",
    OTHERS: "Cases of other workers",
}
