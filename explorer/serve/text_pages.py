"""The visit as plain HTML pages with forms and no scripts, for screen readers, old phones and slow connections.

The server stores nothing: every page has the record of the visit in a hidden field, and the form sends it back with
the action. A page is made from the same session and documents as the other user interfaces.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from explorer.engine.adapted import adapted_to
from explorer.engine.code import CodeError
from explorer.engine.letters import Form, LetterError, has_letters
from explorer.engine.messages import choose_and_hear, day_as_lived, take_back_hour
from explorer.engine.questionnaire import asked, progress
from explorer.engine.visit import PLAN_LINES, PLAN_SIGNS, Visit, answered, liked, planned, restarted, skipped
from explorer.pack.pack import Pack
from explorer.report import day as day_report
from explorer.report.diff import diff, pairs
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.from_others import from_others
from explorer.report.html import as_html_parts, whole_page
from explorer.report.plan import lines, titles, tries
from explorer.report.profile import profile
from explorer.report.summary import answer_text, item_text, result_document
from explorer.report.two_chairs import two_versions
from explorer.session.session import Session
from explorer.store.record import Damaged, Newer, Record, dump, load

Fields = Mapping[str, str]
"""The fields of a form: `visit` (a record; empty: a new one), `to` (the page to show; without it, the page it was sent
`in`), and the action: `item ID` (1 to 5, 0 to skip), `choose` (an option, from 1), `like` (1 to 5, 0 for none), `plan
N` (a line of the plan, from 0), `back`, `again`, `code`, `language`, `with` (share the day by letter) and `letter` (the
other person's)."""
SCALE = range(1, 6)


def text_page(pack: Pack, language: str, fields: Fields) -> str:
    """The page that answers a form; with empty fields, the first page."""
    return _TextPage(pack, language, fields).page()


class _TextPage:
    def __init__(self, pack: Pack, language: str, fields: Fields) -> None:
        self.fields = fields
        self.session = Session(pack, Visit(language))
        if visit := self._brought():
            self.session.go_on(visit)
        self.said: list[str] = []
        """Messages about the action, shown at the top of the page."""
        self.waits = False
        """Whether the rating of an hour just lived is still to be asked for."""

    def _brought(self) -> Visit | None:
        try:
            record = load(self.fields.get("visit", "").encode())
        except (Damaged, Newer):
            return None
        pack = self.session.pack
        return adapted_to(pack, record.visit, record.version) if record.pack == pack.id else None

    @property
    def place(self) -> tuple[str, ...]:
        """The page requested: its kind and its arguments."""
        return tuple((self.fields.get("to") or self.fields.get("in", "")).split()) or ("home",)

    def page(self) -> str:
        """Carry out the action, and return the page as HTML."""
        self._act()
        session, tr = self.session, self.session.tr
        record = Record(session.pack.id, session.pack.version, 0, int(time.time()), 0, session.visit)
        kept = "" if session.visit.empty and session.visit.language == tr.pack.languages[0] else dump(record).decode()
        body = [
            '<form method="post" action="text">',
            f'<input type="hidden" name="visit" value="{escape(kept.strip())}">',
            f'<nav aria-label="{escape(tr(tr.words.serve.text_places))}"><p>{" ".join(self._places())}</p></nav>',
            "<main>",
            *(f'<p role="status">{escape(line)}</p>' for line in self.said),
            *self._matter(),
            "</main>",
            "</form>",
        ]
        return whole_page(body, tr.language, tr(tr.pack.title))

    # --- what was done -----------------------------------------------------------------------------------------

    def _act(self) -> None:
        session, fields = self.session, self.fields
        for item in session.pack.questionnaire.every:
            given = fields.get(f"item {item.id}", "")
            if given in ("1", "2", "3", "4", "5"):
                session.change(answered(session.visit, item.id, int(given)))
            elif given == "0":
                session.change(skipped(session.visit, item.id))
        for number in range(PLAN_LINES):
            if (line := fields.get(f"plan {number}")) is not None:
                session.change(planned(session.visit, number, line))
        if self.place[0] == "day" and len(self.place) == 2:
            self._live(self.place[1])
        if code := fields.get("code", "").strip():
            try:
                self.said.append(session.take(session.opened(code)))
            except CodeError as error:
                self.said.append(session.tr(session.tr.words.code_faults[error.reason], detail=error.detail))
        if fields.get("language"):
            session.speak_next()

    def _live(self, role: str) -> None:
        session, fields = self.session, self.fields
        if all(day.role != role for day in session.pack.days):
            return
        self._take_letter(role)
        now = day_as_lived(session.pack, session.visit, role).now
        choice = fields.get("choose", "")
        if now and choice.isdecimal() and 1 <= int(choice) <= len(now.options):
            session.change(choose_and_hear(session.pack, session.visit, role, int(choice)))
            self.waits = now.scene.rated
        like = fields.get("like", "")
        if like in ("1", "2", "3", "4", "5") and (hours := len(session.visit.lived(role).choices)):
            session.change(liked(session.visit, role, hours - 1, int(like)))
        if fields.get("back"):
            session.change(take_back_hour(session.pack, session.visit, role))
        if fields.get("again"):
            session.change(restarted(session.visit, role))
        if session.refusal:
            self.said.append(session.refusal)

    def _take_letter(self, role: str) -> None:
        """Read the other person's letter. One's own, which the page before showed, counts as told."""
        session, tr = self.session, self.session.tr
        if self.fields.get("with"):
            session.together.letter(role)
        if letter := self.fields.get("letter", "").strip():
            try:
                self.said.append(tr(tr.words.together[session.together.take(role, letter).said]))
            except LetterError as error:
                self.said.append(tr(tr.words.letter_faults[error.reason], detail=error.detail))

    # --- what is shown -----------------------------------------------------------------------------------------

    def _places(self) -> Iterator[str]:
        """A button for every page."""
        tr, pack = self.session.tr, self.session.pack
        panes = tr.words.panes
        yield self._to("home", tr(tr.words.serve.text_home))
        for role in pack.roles:
            yield self._to(f"profile {role.id}", tr(role.name))
        for pair in pairs(pack):
            yield self._to("diff " + " ".join(pair), f"{tr(panes.diff)}: {tr.listed(map(tr.short, pair))}")
        for day in pack.days:
            yield self._to(f"day {day.role}", tr(day.title))
        given, of = progress(pack, self.session.visit.answers)
        yield self._to("test", f"{tr(panes.test)} {given}/{of}")
        yield self._to("result", tr(panes.result))

    def _to(self, place: str, name: str) -> str:
        here = ' aria-current="page"' if place == " ".join(self.place) else ""
        return f'<button name="to" value="{escape(place)}"{here}>{escape(name)}</button>'

    def _matter(self) -> Iterator[str]:
        pack, (kind, *names) = self.session.pack, self.place
        roles = [role.id for role in pack.roles]
        if kind == "profile" and len(names) == 1 and names[0] in roles:
            yield from as_html_parts(profile(pack, names[0], self.session.visit.language))
        elif kind == "diff" and tuple(names) in pairs(pack):
            yield from as_html_parts(diff(pack, names[0], names[1], self.session.visit.language))
        elif kind == "day" and len(names) == 1 and names[0] in [day.role for day in pack.days]:
            yield from self._day(names[0])
        elif kind == "test":
            yield from self._test()
        elif kind == "result":
            yield from self._result()
        else:
            yield from self._home()

    def _home(self) -> Iterator[str]:
        tr = self.session.tr
        words = tr.words.serve
        blocks = (Heading(tr(tr.pack.title), 1), Paragraph(tr(tr.pack.about)), Paragraph(tr(words.text_kept)))
        yield from as_html_parts(blocks)
        yield f'<p><label for="code">{escape(tr(words.web_code))}</label> '
        yield '<input id="code" name="code" maxlength="200" autocomplete="off" spellcheck="false"> '
        yield f'<button name="to" value="home">{escape(tr(tr.words.keys.enter_code))}</button></p>'
        if len(tr.pack.languages) > 1:
            yield f'<p><button name="language" value="next">{escape(tr(tr.words.keys.language))}</button></p>'
        yield f'<p><a href="./">{escape(tr(words.text_terminal))}</a></p>'

    def _day(self, role: str) -> Iterator[str]:
        session, tr = self.session, self.session.tr
        day, words = session.pack.day(role), tr.words.simulator
        played = day_as_lived(session.pack, session.visit, role)
        if self.waits:
            yield from as_html_parts((Heading(tr(words.like), 1),))
            numbers = ((str(n), tr(words[word])) for n, word in enumerate(day_report.LIKES, 1))
            yield from self._buttons(role, "like", [*numbers, ("0", tr(tr.words.serve.text_go_on))])
            return
        blocks: list[Block] = []
        if played.lived:
            last = played.lived[-1]
            blocks += day_report.outcome(tr, day, last, from_others(session.visit, played, last))
        elif played.now:
            blocks.append(Paragraph(tr(day.premise)))
        if played.now:
            others = from_others(session.visit, played, played.now)
            blocks += [*day_report.hour(tr, played.now, others=others), Heading(tr(words.question), 2)]
            yield from as_html_parts(tuple(blocks))
            options = ((str(n), tr(option.text)) for n, option in enumerate(played.now.options, 1))
            yield from self._buttons(role, "choose", options)
        elif debrief := day_report.debrief(session.pack, session.visit, role):
            both = two_versions(tr, session.visit, role, 2)
            yield from as_html_parts((*blocks, *day_report.debrief_document(tr, debrief), *both))
        if played.lived:
            yield from self._buttons(role, "back", [("1", tr(tr.words.keys.undo))])
            yield from self._buttons(role, "again", [("1", tr(words.restart))])
        yield from self._with_somebody(role)

    def _with_somebody(self, role: str) -> Iterator[str]:
        """One's letter of the day, and an input for the other person's; until sharing is requested, only a button for
        that."""
        session, tr = self.session, self.session.tr
        words = tr.words.together
        if not has_letters(session.pack, role):
            return
        if not (self.fields.get("with") or session.visit.told):
            yield f'<p><button name="with" value="1">{escape(tr(words.title))}</button></p>'
            return
        letter = session.together.letter(role)
        own = (tr(words.letter), letter, tr(words.holds)) if letter else (tr(words.no_letter),)
        yield from as_html_parts((Heading(tr(words.title), 2), *map(Paragraph, own)))
        ask = escape(tr(words.ask, n=Form.of(session.pack).width))
        yield f'<input type="hidden" name="with" value="1"><p><label for="letter">{ask}</label> '
        yield '<input id="letter" name="letter" maxlength="40" autocomplete="off" spellcheck="false"> '
        yield f'<button name="in" value="day {escape(role)}">{escape(tr(words.take))}</button></p>'
        yield f'<p><a href="./">{escape(tr(words.rooms_there))}</a></p>'

    def _buttons(self, role: str, name: str, choices: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The buttons of an action in a day, below each other."""
        yield f'<input type="hidden" name="in" value="day {escape(role)}">'
        for value, text in choices:
            yield f'<p><button name="{name}" value="{value}">{escape(text)}</button></p>'

    def _test(self) -> Iterator[str]:
        session, tr = self.session, self.session.tr
        words = tr.words.serve
        yield from as_html_parts((Heading(tr(tr.words.panes.test), 1), Paragraph(tr(session.pack.questionnaire.lead))))
        for number, item in enumerate(asked(session.pack, session.visit.answers), 1):
            given = session.visit.answers.get(item.id, 0)
            yield f"<fieldset><legend>{number}. {escape(item_text(tr, item))}</legend>"
            for answer in (*SCALE, 0):
                text = answer_text(tr, item, answer) if answer else tr(words.text_skip)
                checked = " checked" if answer == given else ""
                yield (
                    f'<label><input type="radio" name="item {escape(item.id)}" value="{answer}"{checked}> '
                    f"{escape(text)}</label><br>"
                )
            yield "</fieldset>"
        yield f"<p>{self._to('result', tr(words.text_see))}</p>"

    def _result(self) -> Iterator[str]:
        session, tr = self.session, self.session.tr
        words = tr.words.serve
        if not session.visit.answers:
            yield from as_html_parts((Heading(tr(tr.words.panes.result), 1), Paragraph(tr(tr.words.plain.no_result))))
            return
        yield from as_html_parts(result_document(session.summary, 1))
        code, language = session.code, tr.language
        yield from self._plan()
        yield f"<h2>{escape(tr(words.web_take))}</h2><p>{escape(tr(words.web_code))} <strong>{code}</strong></p>"
        for ending in ("html", "md", "txt", "json"):
            link = f"result?code={code}+{language}&amp;format={ending}"
            yield f'<p><a href="{link}">{escape(tr(words.web_fetch))} (.{ending})</a></p>'

    def _plan(self) -> Iterator[str]:
        """The inputs for the plan, and suggestions to try; only the page stores them."""
        session, tr = self.session, self.session.tr
        home = tr.words.home
        yield f"<h2>{escape(tr(home.plan))}</h2>"
        for number, (title, line) in enumerate(zip(titles(tr), lines(session.summary), strict=True)):
            name, label = f"plan {number}", escape(tr(title))
            yield f'<p><label for="plan{number}">{label}</label> '
            yield f'<input id="plan{number}" name="{name}" maxlength="{PLAN_SIGNS}" value="{escape(line)}"></p>'
        yield f"<p>{self._to('result', tr(home.write_down))}</p>"
        if offered := tries(session.summary):
            yield from as_html_parts((Heading(tr(home.tries), 3), *(Point(tr(each.text)) for each in offered)))
