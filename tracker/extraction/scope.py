"""Carries addressees from where they are named to the directives they still govern (rules R1–R12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tracker.extraction.address import as_host
from tracker.extraction.anaphors import Told, as_it_stands, resolve
from tracker.extraction.held import Given, Held, given, inherited
from tracker.extraction.reading import Reading
from tracker.extraction.roles import Mention, Named, partners_end
from tracker.extraction.scope_marks import (
    BARE_PLACES,
    DELEGATING,
    DIRECTING,
    OPENING,
    above,
    asks_within,
    capitals,
    charged,
    named_alone,
    pointed_back,
    public,
    reports_back,
    shouted,
    staff,
    unled,
)

_REMEMBERED = 40


@dataclass(slots=True)
class Scope:
    """State of the carry-over while the units of a document are passed in order."""

    text: str = ""  # the folded text, where bodies that are pointed back at may be found
    current: Held = field(default_factory=Held)
    frame: Held = field(default_factory=Held)
    last: list[Mention] = field(default_factory=list)
    last_all: list[Mention] = field(default_factory=list)
    before: list[Mention] = field(default_factory=list)  # the same of the units before, oldest first
    pending: list[Mention] = field(default_factory=list)
    pending_at: int = -9
    pending_from: int = -1  # where the first of them stands
    opened: int = -1  # where the directive assigned last begins, if with bodies broken off before it
    # Containers in force, outermost first: the level that ends each, whom it tells, its own level.
    outline: list[tuple[float, Held, float]] = field(default_factory=list)
    addressed: list[Mention] = field(default_factory=list)  # whom "Kính gửi" or "… điện:" names
    host: Mention | None = None  # the place that the session was held with; `met` once an order has named it
    met: list[Mention] = field(default_factory=list)
    spoken_of: Callable[[Mention], Mention] = as_it_stands  # what "tỉnh", "Bộ" mean in a press report
    marker: float = 0.0  # level of the last item mark
    set_at: float = 0.0  # level at which the current addressees were named
    behind: Held | None = None  # whom an aside to the people at large has put off

    def enter(self, r: Reading) -> None:
        """A unit begins: an item of the same or an outer level ends what its siblings said."""
        level = float(r.place.level) if r.unit.first else 0.0
        if not level:
            self._below_heading(r)
            return
        popped = False
        while self.outline and (self.outline[-1][0] >= level or self.outline[-1][2] == level):
            self.outline.pop()
            popped = True
        if self.outline:
            top = self.outline[-1][1]
            self.current = replace(top, line=-1, framed=True)
        elif popped or (r.place.official and (self.set_at >= level or not self.current.framed)):
            self.current = Held()
            if r.place.official:
                self.frame = Held()  # "4. Giao B …" does not govern "5. Đẩy mạnh …"
        self.marker = level

    def _contain(self, held: Held, r: Reading) -> None:
        written = float(r.place.level) if r.unit.first else 0.0
        level = written or self.marker + 0.5
        if r.place.inner and (not r.place.level or (r.place.inner < level and r.unit.tail[:1] == ":")):
            # "- Tổ An ninh:" over "1. …": what is told below stands deeper whatever its mark says.
            level = r.place.inner - 0.25
        while self.outline and self.outline[-1][0] >= level:
            self.outline.pop()
        self.outline.append((level, held, written))

    def _below_heading(self, r: Reading) -> None:
        """Paragraphs without marks below "1. Sở A": each of them is told to Sở A again."""
        if not (r.unit.first and r.place.official and self.outline):
            return
        _, held, written = self.outline[-1]
        if held.heading and held.paragraphs and self.marker == written and self.current.line != -1:
            self.current = replace(held, line=-1, framed=True)

    def assign(self, r: Reading, index: int, own: Named, sentence: bool) -> Given:
        """Mentions of one directive unit; `sentence` is true inside the sentence of the one before."""
        if self.behind is not None and r.unit.line != self.current.line:
            if public(self.current.leads):
                self.current = self.behind
            self.behind = None
        leads, anaphor = self._resolve(own.leads)
        own = replace(own, supports=[as_host(m, self.host) for m in own.supports])
        if pointed_back(own.supports, self.last):
            own = replace(own, supports=self._resolve(own.supports)[0])
        if self.pending and not r.unit.first and (sentence or index == self.pending_at + 1) and leads:
            leads, self.opened = [*self.pending, *leads], self.pending_from
        else:
            self.opened = -1
        self.pending = []
        if told := self._within(r, own) or (self._helps(r, own) if sentence else []):
            return told
        strong = r.frame is not None and r.frame.strong and not r.frame.passive
        self.met = [m for m in leads if m == self.host] or self.met
        if leads and all(m.text.lower() in BARE_PLACES for m in leads):
            # "huyện phải …" after "yêu cầu Huyện ủy …": said once, it takes nothing from who was told before.
            return given(leads, "explicit", own.supports)
        if leads:
            return self._explicit(r, index, leads, own.supports, "anaphor" if anaphor else "explicit", strong)
        told_before = r.unit.line == self.current.line and not r.place.official
        if strong and r.frame and r.frame.before == "speaker" and not sentence and not told_before:
            self.current = Held([], own.supports, r.unit.line, index, True)
            return [(m, "support", "explicit") for m in own.supports]
        return self._carried(r, index, own, sentence)

    def _carried(self, r: Reading, index: int, own: Named, sentence: bool) -> Given:
        """Whom a directive that names no lead of its own is for."""
        held, source = inherited(self.current, self.frame, r.unit.line, sentence)
        if not held.leads and (self.addressed or self.met) and r.place.official:
            # A letter's orders that name nobody are for those it is sent to, a session's for whom it met.
            held, source = Held(self.addressed or self.met, [], r.unit.line, index, True), "inherited_section"
        out: Given = [(m, "lead", source) for m in held.leads]
        if own.supports:
            supports = [*(m for m in held.through if m not in own.supports), *own.supports]
            out += [(m, "support", "explicit") for m in supports]
            directs = r.pred.word in DIRECTING
            self.current = replace(held, supports=supports, line=r.unit.line, index=index, directs=directs)
        elif (sentence or held.line == -1) and not (sentence and held.directs and reports_back(r)):
            out += [(m, "support", "inherited_clause" if sentence else source) for m in held.supports]
        else:
            self.current = Held(held.leads, [], held.line, index, held.framed)
        return out

    def _within(self, r: Reading, own: Named) -> Given:
        """Below a body's own heading: what it "yêu cầu, chỉ đạo, phân công" others is that body's task."""
        held = self.current
        if not r.unit.first and (told := self._asks_below(r, own)):
            return told
        if held.line != -1 or not held.leads or not own.leads or not r.unit.first:
            return []
        if held.passes_on and r.frame is None:
            # "3. Đảng ủy A lãnh đạo:" over "- Phòng B: giải quyết …": what B does is A's task.
            self.current = replace(held, supports=[*own.leads, *own.supports], line=r.unit.line)
            return given(held.leads, "inherited_section", [*own.leads, *own.supports])
        helping = {m.text.lower() for m in held.supports}
        if r.frame is None and helping.issuperset(m.text.lower() for m in own.leads):
            # "đề nghị UBND tỉnh chỉ đạo Công an tỉnh:" over "- Công an tỉnh nghiên cứu …".
            self.current = replace(held, supports=[*held.supports, *own.supports], line=r.unit.line)
            return given(held.leads, "inherited_section", [*held.supports, *own.supports])
        if held.heading and asks_within(r):
            # "2. UBND các xã" over "- Kiểm tra các công trường, yêu cầu chủ đầu tư thu gom …".
            self.current = replace(held, supports=[*held.supports, *own.leads], line=r.unit.line)
            return given(held.leads, "inherited_section", [*held.supports, *own.leads, *own.supports])
        opener = " ".join(r.tokens.words[r.body : r.body + 2])
        opener = "phân công" if opener == "giao nhiệm" else "giao" if opener.startswith("giao ") else opener
        if opener in ("đề nghị", "giao") and all(m.text.lower().startswith("các ") for m in held.leads):
            return []
        if opener == "giao" and not above(held.leads[0], own.leads[0]):
            return []  # the chair entrusts it, not the body whose matters the heading names
        if opener not in DELEGATING or not (held.heading or (opener == "phân công" and staff(own.leads))):
            return []
        supports = [] if opener == "phân công" else [m for m in (unled(m) for m in own.leads) if m]
        self.current = replace(held, supports=[*held.supports, *supports, *own.supports], line=r.unit.line)
        return given(held.leads, "inherited_section", self.current.supports)

    def _asks_below(self, r: Reading, own: Named) -> Given:
        """Within a paragraph below "2. Sở Y tế": "Giao Trung tâm B …" is what Sở Y tế entrusts to B."""
        held = self.current
        heads = bool(self.outline) and self.outline[-1][1].heading and held.leads == self.outline[-1][1].leads
        if not heads or r.frame is None or r.frame.before != "none" or not own.leads or not held.leads:
            return []
        if r.frame.word not in DELEGATING or not all(above(held.leads[0], m) for m in own.leads):
            return []
        self.current = replace(held, supports=[*own.leads, *own.supports], line=r.unit.line)
        return given(held.leads, "inherited_section", [*own.leads, *own.supports])

    def _helps(self, r: Reading, own: Named) -> Given:
        """ "Sở A chủ trì …; Sở B phối hợp, hướng dẫn …": B helps with what A was told in this sentence."""
        held = self.current
        if len(own.leads) != 1 or own.supports or r.frame is not None or r.pred.word != "phối hợp":
            return []
        if not held.leads or own.leads[0].text.lower() in {m.text.lower() for m in held.leads}:
            return []
        self.current = replace(held, supports=own.leads)
        return given(held.leads, "inherited_clause", own.leads)

    def _explicit(
        self, r: Reading, index: int, leads: list[Mention], supports: list[Mention], source: str, strong: bool
    ) -> Given:
        if public(leads) and r.frame is not None and r.frame.before in ("none", "text"):
            self.behind = self.current
        # A line of its own heads what follows, also where it was taken for an order.
        heads = r.place.official and r.place.heading and not r.unit.tail
        self.current = Held(leads, supports, r.unit.line, index, strong or heads)
        self.set_at = self.marker
        self.current.directs = r.pred.word in DIRECTING
        if strong:
            self.frame = self.current
        if r.place.items:
            self._contain(self.current, r)
        self._remember(leads, supports)
        return given(leads, source, supports)

    def pass_by(self, r: Reading, own: Named, index: int) -> None:
        """A unit that is no directive was passed; addressees broken off there are kept for the next."""
        fragment = r.unit.tail == ";" and r.pred.kind == "none" and own.leads
        earlier = self.pending if index == self.pending_at + 1 and not r.unit.first else []
        self.pending = [*earlier, *own.leads] if fragment else []
        self.pending_from = self.pending_from if earlier else r.unit.start
        self.pending_at = index
        voiced = r.frame is not None and r.frame.strong and not r.frame.passive
        if self._hands_down(r, own, index):
            return
        if r.place.items and not own.leads and self.current.leads and r.unit.line == self.current.line:
            self._contain(self.current, r)  # "Sở A phải làm …; bố trí cán bộ, cụ thể:" over its items
        acts = r.pred.kind in ("head", "modal") or r.pred.word == "là"
        if own.leads and r.unit.tail == ";" and acts and r.frame is None:
            # "A chịu trách nhiệm nếu …; thiết lập …": no order itself, yet it names who is told next.
            self.current = Held(own.leads, [], r.unit.line, index)
        opens = (
            r.unit.tail.startswith(":")
            or r.place.items
            or (r.place.heading and (r.place.level or named_alone(r)) and not r.unit.tail)
        )
        opens = opens or charged(r)
        lists = charged(r) or (r.place.items and (r.pred.kind == "modal" or r.pred.word in OPENING))
        # "4. Sở A chủ trì, phối hợp với Sở B" over the paragraphs they answer for.
        alone = r.place.heading and r.place.level and r.frame is None and r.pred.word == "chủ trì"
        lists = lists or bool(alone and not r.unit.tail and max([0, *partners_end(r)]) >= len(r.tokens.words))
        # "Sở A, Sở B chỉ đạo các trường: Thông báo …": what follows the colon is for them.
        lists = lists or (r.unit.tail.startswith(":") and bool(own.supports) and r.pred.word in DELEGATING)
        if (
            own.leads
            and not shouted(r)
            and opens
            and (not r.place.banned or capitals(r))
            and (voiced or lists or r.pred.kind == "none" or capitals(r))
        ):
            heading = r.frame is None or r.frame.before == "none"
            own = replace(own, leads=self._resolve(own.leads)[0])
            closes = r.tokens.words[-3:]
            passes_on = closes[-2:] in (["chỉ", "đạo"], ["lãnh", "đạo"]) and closes[:1] != ["ban"]
            leads, supports = [*earlier, *own.leads], own.supports
            outer = self.current
            if heading and outer.line == -1 and outer.passes_on:
                leads, supports = outer.leads, [*own.leads, *own.supports]
            through = supports if r.pred.word in DELEGATING else []
            plain = bool(r.place.level) and not r.place.inner
            self.current = Held(leads, supports, r.unit.line, index, True, heading, plain, passes_on, through)
            self.frame = self.current
            self.set_at = self.marker
            self._contain(self.current, r)
            self._remember(own.leads, own.supports)

    def tell(self, leads: list[Mention], r: Reading, index: int) -> None:
        """The bodies listed line by line before unit `r` answer for what stands below it."""
        self.current = self.frame = Held(leads, [], r.unit.line, index, True, True)
        self.set_at = self.marker
        self._contain(self.current, r)
        self._remember(leads, [])

    def head(self, named: Named, r: Reading, index: int) -> None:
        """The fields above unit `r` ("Chủ trì: A. Phối hợp: B.") tell who does what stands from here on."""
        level = float(r.place.level)
        held = Held(named.leads, named.supports, -1, index, True, True, not level)
        self.current = self.frame = held
        self.outline.append(
            (level - 0.25 if level else self.marker + 0.5, held, self.marker if not level else 0.0)
        )
        self.set_at = self.marker
        self._remember(named.leads, named.supports)

    def _hands_down(self, r: Reading, own: Named, index: int) -> bool:
        """ "- Chỉ đạo Sở A:" below "đề nghị UBND tỉnh …": the province answers, Sở A helps with the items."""
        opener = " ".join(r.tokens.words[r.body : r.body + 2])
        if own.leads or not own.supports or not r.unit.tail.startswith(":") or opener not in DELEGATING:
            return False
        held = Held(self.current.leads, own.supports, r.unit.line, index, True, True)
        self.current = self.frame = held
        self.set_at = self.marker
        self._contain(held, r)
        return True

    def _resolve(self, leads: list[Mention]) -> tuple[list[Mention], bool]:
        leads = [as_host(m, self.host) for m in leads]
        told = Told(self.addressed, self.last, self.last_all, self.before, self.spoken_of)
        return resolve(self.text, leads, told)

    def _remember(self, leads: list[Mention], supports: list[Mention]) -> None:
        self.last, self.last_all = leads, [*leads, *supports]
        self.before = [*self.before, *self.last_all][-_REMEMBERED:]
