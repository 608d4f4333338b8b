"""Moodle XML against the rules of Moodle's importer (question/format/xml/format.php and the question types' own), by a
strict reader: only fields it reads, shares from its list, words it does not translate, Cloze by its own expressions."""

import html
import re
import unittest
import xml.etree.ElementTree as tree

from handbook import HANDBOOKS, accepts_in_words, export, losses, number, plain, questions, squeezed, written_ways

SHARES = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0]
COMMON = {'name', 'questiontext', 'generalfeedback', 'defaultgrade', 'penalty', 'hidden', 'idnumber', 'hint', 'tags'}
FIELDS = {
    'multichoice': {'single', 'shuffleanswers', 'answernumbering', 'answer'},
    'truefalse': {'answer'},
    'shortanswer': {'usecase', 'answer'},
    'numerical': {'answer', 'units', 'unitgradingtype', 'showunits'},
    'matching': {'shuffleanswers', 'subquestion'},
    'cloze': set(),
    'ordering': {'layouttype', 'selecttype', 'selectcount', 'gradingtype', 'showgrading', 'numberingstyle', 'answer'},
}
# qtype_multianswer, questiontype.php: an alternative, and a field of the two types we write. (Python's look-behinds
# are of one width, so Moodle's one is three here.)
_END = r'(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)'
_PLAIN = r'(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?.+?' + _END + r'(?:#.*?(?<!\\)(?=[~}]|$))?'
ALTERNATIVE = re.compile(r'~?(=|%-?[0-9]+(?:[.,][0-9]*)?%)?(.+?)' + _END + r'(#.*?(?<!\\)(?=[~}]|$))?', re.S)
CLOZE = re.compile(r'\{([0-9]*):(NM|SA):(' + _PLAIN + '(?:~' + _PLAIN + r')*)\}', re.S)


def text(element):
    """The one text of a field, as import_text reads it."""
    (only,) = element.findall('text')
    assert len(only) == 0
    return (only.text or '').strip()


def rich(element):
    """A field that holds a text in HTML, and nothing else but what belongs to it."""
    assert element.get('format') == 'html', element.tag
    return plain(text(element))


def typed(answer):
    """An answer that learners type: no wildcard, so a star is written with a backslash before it."""
    written = text(answer)
    assert not re.search(r'(?<!\\)\*', written), f'a star stands for any text: {written}'
    return written.replace('\\*', '*')


class Moodle(unittest.TestCase):
    def compare(self, name):
        file, _ = export(name, 'moodle-xml')
        quiz = tree.parse(file).getroot()
        self.assertEqual(quiz.tag, 'quiz')
        lost = losses(name, 'moodle-xml')
        found, ids, category = [], set(), None
        for question in quiz:
            self.assertEqual(question.tag, 'question')
            if question.get('type') == 'category':
                category = text(question.find('category'))
                self.assertTrue(category.startswith('$course$/top/'))
                ids = set()
            else:
                id = question.findtext('idnumber')
                self.assertRegex(id, r'^[A-Za-z0-9_-]{1,100}$')
                self.assertNotIn((category, id), ids, 'an id number stands once in its category')
                ids.add((category, id))
                found.append(question)
        for question, given in zip(questions(name), found, strict=True):
            with self.subTest(file=question.place, ask=question.ask):
                self.common(question, given)
                getattr(self, question.kind)(question, given, lost, given.findtext('idnumber'))

    def common(self, question, given):
        kind = given.get('type')
        self.assertLessEqual({field.tag for field in given}, COMMON | FIELDS[kind])
        for field in COMMON | FIELDS[kind] - {'answer', 'subquestion'}:
            self.assertLessEqual(len(given.findall(field)), 1, field)
        self.assertTrue(1 <= len(text(given.find('name'))) <= 255)
        self.assertEqual(given.findtext('penalty'), '0.3333333')
        general = rich(given.find('generalfeedback'))
        for written in (question.why, question.quote):
            self.assertIn(squeezed(written), general)
        hint = given.find('hint')
        self.assertEqual('' if hint is None else rich(hint), squeezed(question.hint))
        tags = [text(tag) for tag in given.findall('tags/tag')]
        level = [] if question.level is None else [f'mức-{question.level}']
        self.assertEqual(tags, [re.sub(r'[<>`\\]', '', tag)[:50] for tag in question.tags] + level)
        if kind != 'cloze':
            self.assertEqual(float(given.findtext('defaultgrade')), question.points)
            self.assertTrue(rich(given.find('questiontext')).startswith(squeezed(question.ask)))
        for answer in given.findall('answer'):
            self.assertLessEqual({field.tag for field in answer}, {'text', 'feedback', 'tolerance'})
            if kind != 'ordering':
                share = float(answer.get('fraction'))
                self.assertTrue(any(abs(abs(share) - known) < 1e-5 for known in SHARES), f'{share} is not in the list')

    def choices(self, question, given, single):
        self.assertEqual((given.get('type'), given.findtext('single')), ('multichoice', single))
        found = [(plain(text(answer)), float(answer.get('fraction')), rich(answer.find('feedback'))) for answer in given.findall('answer')]
        written = [(squeezed(choice), right, squeezed(why)) for choice, right, why in question.choices]
        self.assertEqual([(choice, share > 0, why) for choice, share, why in found], written)
        return [share for _, share, _ in found]

    def single(self, question, given, lost, id):
        shares = self.choices(question, given, 'true')
        self.assertEqual(sorted(shares), [0] * (len(shares) - 1) + [100])

    def multiple(self, question, given, lost, id):
        shares = self.choices(question, given, 'false')
        right = sum(right for _, right, _ in question.choices)
        exact = all(abs(abs(share) - 100 / right) < 1e-4 for share in shares)
        self.assertEqual(exact, (id, 'right') not in lost)

    def truth(self, question, given, lost, id):
        self.assertEqual(given.get('type'), 'truefalse')
        found = {text(answer): answer.get('fraction') for answer in given.findall('answer')}
        expected = {'true': '100', 'false': '0'} if question.truth else {'true': '0', 'false': '100'}
        self.assertEqual(found, expected)

    def short(self, question, given, lost, id):
        if accepts_in_words(question):
            self.words(given, question.accept, '1' if question.compare == 'exact' else '0')
            self.assertEqual(question.compare == 'no-tone', (id, 'match') in lost)
            return
        self.assertEqual(given.get('type'), 'numerical')
        numeric = [answer for answer in question.accept if number(answer) is not None]
        found = [(float(text(answer)), float(answer.findtext('tolerance'))) for answer in given.findall('answer')]
        self.assertEqual(found, [(number(answer), question.tolerance or 0) for answer in numeric])
        self.assertEqual(len(numeric) < len(question.accept), (id, 'answer') in lost)
        unit = given.find('units/unit')
        self.assertEqual(unit is not None, any('%' in answer for answer in numeric))
        if unit is not None:
            self.assertEqual((unit.findtext('multiplier'), unit.findtext('unit_name'), given.findtext('showunits')), ('1', '%', '0'))

    def words(self, given, accepted, case):
        self.assertEqual((given.get('type'), given.findtext('usecase')), ('shortanswer', case))
        self.assertEqual({typed(answer) for answer in given.findall('answer')}, written_ways(accepted))
        self.assertEqual({answer.get('fraction') for answer in given.findall('answer')}, {'100'})

    def fill(self, question, given, lost, id):
        texts = [squeezed(piece) for piece in question.pieces if isinstance(piece, str)]
        if len(question.blanks()) == 1:
            stem = rich(given.find('questiontext'))
            self.assertEqual(len(re.findall('_____+', stem)), 1)
            for piece in texts:
                self.assertIn(piece, stem)
            return self.words(given, question.blanks()[0], '0')
        self.assertEqual(given.get('type'), 'cloze')
        markup = text(given.find('questiontext'))
        fields = list(CLOZE.finditer(markup))
        self.assertEqual(len(fields), len(question.blanks()), markup)
        self.assertNotIn('{', CLOZE.sub('', markup), 'a brace outside a field')
        stem = plain(CLOZE.sub('', markup))
        for piece in [squeezed(question.ask), *texts]:
            self.assertIn(piece.strip(), stem)
        marks = sum(float(one.group(1)) for one in fields)
        self.assertEqual(marks != question.points, (id, 'points') in lost)
        for one, accepted in zip(fields, question.blanks(), strict=True):
            self.cloze(one.group(2), one.group(3), accepted)

    def cloze(self, kind, alternatives, accepted):
        found = []
        rest = alternatives
        while rest:
            one = ALTERNATIVE.match(rest)
            self.assertEqual((one.group(1), one.group(3)), ('=', None), rest)
            found.append(html.unescape(one.group(2)))
            rest = rest[one.end():]
        if kind == 'NM':
            self.assertEqual([float(answer.removesuffix(':0')) for answer in found], [number(answer) for answer in accepted])
        else:
            self.assertFalse(any(re.search(r'(?<!\\)\*', answer) for answer in found))
            self.assertEqual({answer.replace('\\*', '*') for answer in found}, written_ways(accepted))

    def order(self, question, given, lost, id):
        self.assertEqual(given.get('type'), 'ordering')
        self.assertEqual((given.findtext('gradingtype'), given.findtext('selecttype')), ('ABSOLUTE_POSITION', 'ALL'))
        found = [(int(answer.get('fraction')), plain(text(answer))) for answer in given.findall('answer')]
        self.assertEqual(found, list(enumerate(map(squeezed, question.items), 1)))

    def match(self, question, given, lost, id):
        if len(question.pairs) == 2:
            (a, x), (b, y) = question.pairs
            self.assertIn((id, 'match'), lost)
            found = [(plain(text(answer)), answer.get('fraction')) for answer in given.findall('answer')]
            self.assertEqual(found, [(squeezed(f'{a} – {x}; {b} – {y}'), '100'), (squeezed(f'{a} – {y}; {b} – {x}'), '0')])
            return
        # The answer of a pair is a line of HTML: Moodle gives it to format_string.
        found = [(rich(pair), plain(text(pair.find('answer')))) for pair in given.findall('subquestion')]
        self.assertEqual(found, [(squeezed(left), squeezed(right)) for left, right in question.pairs])


for _name in HANDBOOKS:
    setattr(Moodle, f'test_the_{_name}_handbook_follows_the_rules_of_the_importer', lambda self, name=_name: self.compare(name))

if __name__ == '__main__':
    unittest.main()
