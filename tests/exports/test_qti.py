"""The QTI package by two other readers (onyx2moodle reads each item, citolab-qti-convert the whole package), by the
content model of QTI 2.1, and by carrying out its response processing: the right answer gives all points and sets the
feedback, a wrong one gives what the page would give."""

import io
import pathlib
import tempfile
import unittest
import zipfile
from fractions import Fraction

from lxml import etree
from onyx2moodle.parser import parse_item
from qti_convert.upgrade import upgrade_qti2_to_qti3

from handbook import HANDBOOKS, accepts_in_words, export, losses, number, plain, questions, squeezed, written_ways

QTI = '{http://www.imsglobal.org/xsd/imsqti_v2p1}'
CP = '{http://www.imsglobal.org/xsd/imscp_v1p1}'
LOM = '{http://ltsc.ieee.org/xsd/LOM}'
# What may stand in what, of the elements we write (QTI 2.1 information model, sections 7, 8 and 15).
INLINE = {'textEntryInteraction'}
MODEL = {
    'itemBody': {'p', 'choiceInteraction', 'orderInteraction', 'matchInteraction', 'infoControl'},
    'infoControl': {'p'}, 'p': INLINE, 'blockquote': {'p'}, 'modalFeedback': {'p', 'blockquote'},
    'choiceInteraction': {'prompt', 'simpleChoice'}, 'orderInteraction': {'prompt', 'simpleChoice'},
    'matchInteraction': {'prompt', 'simpleMatchSet'}, 'simpleMatchSet': {'simpleAssociableChoice'},
    'simpleChoice': {'feedbackInline'}, 'simpleAssociableChoice': set(), 'prompt': set(), 'feedbackInline': set(),
    'textEntryInteraction': set(), 'responseDeclaration': {'correctResponse', 'mapping'}, 'mapping': {'mapEntry'}, 'mapEntry': set(),
    'correctResponse': {'value'}, 'outcomeDeclaration': {'defaultValue'}, 'defaultValue': {'value'}, 'value': set(),
}
ORDER = ['responseDeclaration', 'outcomeDeclaration', 'itemBody', 'responseProcessing', 'modalFeedback']


def local(element):
    return etree.QName(element).localname


class Player:
    """Carries out response processing: the operators that we use (QTI 2.1, sections 8 and 15)."""

    def __init__(self, item, responses):
        self.item, self.responses = item, responses
        self.outcomes = {}
        for declared in item.iter(QTI + 'outcomeDeclaration'):
            value = declared.find(f'{QTI}defaultValue/{QTI}value')
            self.outcomes[declared.get('identifier')] = [] if value is None else float(value.text)
        for step in item.find(QTI + 'responseProcessing'):
            self.step(step)

    def step(self, step):
        if local(step) == 'setOutcomeValue':
            (expression,) = step
            assert step.get('identifier') in self.outcomes, 'the outcome is declared'
            self.outcomes[step.get('identifier')] = self.value(expression)
        else:
            assert local(step) == 'responseCondition', step
            (branch,) = step
            condition, *steps = branch
            if self.value(condition):
                for inner in steps:
                    self.step(inner)

    def declaration(self, name):
        (found,) = [one for one in self.item.iter(QTI + 'responseDeclaration') if one.get('identifier') == name]
        return found

    def correct(self, name):
        declaration = self.declaration(name)
        values = [value.text for value in declaration.findall(f'{QTI}correctResponse/{QTI}value')]
        return values if declaration.get('cardinality') != 'single' else values[0]

    def value(self, expression):
        values = [] if local(expression) in ('baseValue', 'variable', 'correct', 'mapResponse') else [self.value(inner) for inner in expression]
        name = expression.get('identifier')
        match local(expression):
            case 'baseValue':
                return float(expression.text) if expression.get('baseType') == 'float' else expression.text
            case 'variable':
                return self.responses[name] if name in self.responses else self.outcomes[name]
            case 'correct':
                return self.correct(name)
            case 'mapResponse':
                return self.mapped(name)
            case 'match':
                first, second = values
                if isinstance(first, list) and self.declaration('RESPONSE').get('cardinality') == 'multiple':
                    first, second = sorted(first), sorted(second)
                return first is not None and first == second
            case 'index':
                place = int(expression.get('n')) - 1
                return values[0][place] if place < len(values[0]) else None
            case 'product':
                return values[0] * values[1]
            case 'divide':
                return values[0] / values[1]
            case 'sum':
                return sum(values)
            case 'or':
                return any(values)
            case 'equal':
                below, above = map(float, expression.get('tolerance').split())
                assert expression.get('toleranceMode') == 'absolute'
                return values[0] is not None and values[1] - below <= float(values[0]) <= values[1] + above
            case 'multiple':
                return [one for value in values for one in (value if isinstance(value, list) else [value]) if one is not None]
        raise AssertionError(f'no operator {local(expression)}')

    def mapped(self, name):
        mapping = self.declaration(name).find(QTI + 'mapping')
        given = self.responses[name]
        sum_ = Fraction(0)
        for one in given if isinstance(given, list) else [given]:
            for entry in mapping:
                key = entry.get('mapKey')
                folded = entry.get('caseSensitive') == 'false'
                if one is not None and (key.lower() == one.lower() if folded else key == one):
                    sum_ += Fraction(entry.get('mappedValue'))
                    break
        value = float(sum_)
        if mapping.get('lowerBound') is not None:
            value = max(value, float(mapping.get('lowerBound')))
        return min(value, float(mapping.get('upperBound', 'inf')))


class Qti(unittest.TestCase):
    def open(self, name):
        file, _ = export(name, 'qti')
        package = zipfile.ZipFile(file)
        self.assertIsNone(package.testzip())
        return package

    def items(self, package):
        manifest = etree.fromstring(package.read('imsmanifest.xml'))
        resources = manifest.findall(f'{CP}resources/{CP}resource')
        listed = {href for resource in resources for href in [resource.get('href'), *(file.get('href') for file in resource.findall(CP + 'file'))]}
        self.assertEqual(listed, set(package.namelist()) - {'imsmanifest.xml'}, 'the manifest lists every file')
        names = [resource.get('identifier') for resource in resources]
        self.assertEqual(len(names), len(set(names)))
        test = etree.fromstring(package.read('test.xml'))
        refs = [ref.get('href') for ref in test.iter(QTI + 'assessmentItemRef')]
        items = [resource for resource in resources if resource.get('type') == 'imsqti_item_xmlv2p1']
        self.assertEqual(refs, [item.get('href') for item in items], 'the test holds every item in order')
        return [(item, package.read(item.get('href'))) for item in items]

    def compare(self, name):
        lost = losses(name, 'qti')
        with tempfile.TemporaryDirectory() as folder:
            for question, (resource, xml) in zip(questions(name), self.items(self.open(name)), strict=True):
                with self.subTest(file=question.place, ask=question.ask):
                    file = pathlib.Path(folder) / 'item.xml'
                    file.write_bytes(xml)
                    self.about(question, resource)
                    self.one(question, etree.fromstring(xml), parse_item(file), lost)

    def about(self, question, resource):
        tags = [tag.text for tag in resource.iter(LOM + 'keyword') for tag in tag]
        self.assertEqual(tags, question.tags)
        difficulty = [value.text for found in resource.iter(LOM + 'difficulty') for value in found.findall(LOM + 'value')]
        self.assertEqual(difficulty, [] if question.level is None else [{'1': 'easy', '2': 'medium', '3': 'difficult'}[question.level]])

    def one(self, question, item, read, lost):
        places = [ORDER.index(local(child)) for child in item]
        self.assertEqual(places, sorted(places), 'the parts of an item stand in the order of the schema')
        for element in item.iter():
            if local(element) in MODEL:
                self.assertLessEqual({local(child) for child in element}, MODEL[local(element)], local(element))
        body = plain_body(item.find(QTI + 'itemBody'))
        self.assertIn(squeezed(question.ask), body)
        self.assertIn(squeezed(question.hint), body)
        said = ' '.join(plain(feedback.html) for feedback in read.feedback)
        for text in (question.why, question.quote):
            self.assertIn(squeezed(text), said)
        self.assertEqual(bool(read.feedback), bool(question.why or question.quote))
        getattr(self, question.kind)(question, item, read, lost)

    def score(self, question, item, responses):
        """The share of all points, and the feedback named."""
        player = Player(item, responses)
        self.assertEqual(player.outcomes['MAXSCORE'], question.points)
        if question.why or question.quote:
            self.assertIn('EXPLANATION', player.outcomes['FEEDBACK'], 'the feedback is set whatever the answer')
        return round(player.outcomes['SCORE'] / question.points, 6), player.outcomes.get('FEEDBACK', [])

    def choices(self, question, item, read):
        (interaction,) = read.interactions
        # The feedback of a choice stands inside it. (onyx2moodle gives the first text of an element unescaped.)
        found = [squeezed(choice.html.split('<feedbackInline')[0]) for choice in interaction.choices]
        self.assertEqual(found, [squeezed(text) for text, _, _ in question.choices])
        names = [choice.identifier for choice in interaction.choices]
        right = [name for name, (_, is_right, _) in zip(names, question.choices) if is_right]
        self.assertEqual(read.response_decls['RESPONSE'].correct_values, right)
        for name, (_, _, why) in zip(names, question.choices):
            given = [name] if question.kind == 'multiple' else name
            _, feedback = self.score(question, item, {'RESPONSE': given})
            inline = {one.get('identifier'): squeezed(one.text or '') for one in item.iter(QTI + 'feedbackInline')}
            self.assertEqual(inline.get(name, ''), squeezed(why))
            if why:
                self.assertIn(name, feedback)
        return names, right

    def single(self, question, item, read, lost):
        names, (right,) = self.choices(question, item, read)
        self.assertEqual(read.interactions[0].max_choices, 1)
        for name in names:
            self.assertEqual(self.score(question, item, {'RESPONSE': name})[0], float(name == right))

    def multiple(self, question, item, read, lost):
        names, right = self.choices(question, item, read)
        wrong = [name for name in names if name not in right]
        of = lambda *given: self.score(question, item, {'RESPONSE': list(given)})[0]
        self.assertEqual((of(*right), of(*wrong), of(*names[:0])), (1, 0, 0))
        self.assertEqual(of(right[0]), round(1 / len(right), 6))
        self.assertEqual(of(*right, wrong[0]), round((len(right) - 1) / len(right), 6))

    def truth(self, question, item, read, lost):
        self.assertEqual([choice.identifier for choice in read.interactions[0].choices], ['true', 'false'])
        for given in ('true', 'false'):
            self.assertEqual(self.score(question, item, {'RESPONSE': given})[0], float((given == 'true') == question.truth))

    def short(self, question, item, read, lost):
        self.assertEqual([one.kind for one in read.interactions], ['textEntry'])
        of = lambda given: self.score(question, item, {'RESPONSE': given})[0]
        if question.tolerance and not accepts_in_words(question):
            for value in [number(answer) for answer in question.accept if number(answer) is not None]:
                self.assertEqual((of(value), of(value + question.tolerance)), (1, 1))
            self.assertEqual(of(1e6), 0)
            return
        ways = written_ways(question.accept)
        self.assertEqual(set(read.response_decls['RESPONSE'].mapping), ways)
        self.assertEqual({of(way) for way in ways}, {1})
        self.assertEqual((of('không phải'), of(None)), (0, 0))
        if question.compare != 'exact':
            self.assertEqual({of(way.upper()) for way in ways}, {1})
        self.assertEqual(question.compare == 'no-tone', (read.identifier, 'match') in lost)

    def fill(self, question, item, read, lost):
        names = [one.response_identifier for one in read.interactions]
        blanks = question.blanks()
        self.assertEqual(len(names), len(blanks))
        for name, accepted in zip(names, blanks):
            self.assertEqual(set(read.response_decls[name].mapping), written_ways(accepted))
        right = {name: accepted[0] for name, accepted in zip(names, blanks)}
        self.assertEqual(self.score(question, item, right)[0], 1)
        self.assertEqual(self.score(question, item, right | {names[0]: None})[0], round((len(names) - 1) / len(names), 6))
        body = plain_body(item.find(QTI + 'itemBody'))
        for piece in question.pieces:
            if isinstance(piece, str):
                self.assertIn(squeezed(piece), body)

    def order(self, question, item, read, lost):
        right = read.response_decls['RESPONSE'].correct_values
        texts = {choice.get('identifier'): squeezed(choice.text) for choice in item.iter(QTI + 'simpleChoice')}
        self.assertEqual([texts[name] for name in right], [squeezed(text) for text in question.items])
        self.assertNotEqual(list(texts), right, 'a player that does not mix them shows not the right order')
        of = lambda given: self.score(question, item, {'RESPONSE': given})[0]
        swapped = right[1::-1] + right[2:]
        self.assertEqual((of(right), of(swapped)), (1, round((len(right) - 2) / len(right), 6)))

    def match(self, question, item, read, lost):
        (interaction,) = read.interactions
        lefts = {choice.identifier: squeezed(choice.html) for choice in interaction.match_sources}
        rights = {choice.identifier: squeezed(choice.html) for choice in interaction.match_targets}
        right = read.response_decls['RESPONSE'].correct_values
        found = [(lefts[pair.split()[0]], rights[pair.split()[1]]) for pair in right]
        self.assertEqual(found, [(squeezed(left), squeezed(text)) for left, text in question.pairs])
        of = lambda given: self.score(question, item, {'RESPONSE': given})[0]
        self.assertEqual((of(right), of(right[1:]), of([])), (1, round((len(right) - 1) / len(right), 6), 0))

    def upgrade(self, name):
        """Each file is read by a converter to QTI 3.0, which keeps every text."""
        package = self.open(name)
        for file in package.namelist():
            if file.startswith('items/') or file == 'test.xml':
                with self.subTest(file=file):
                    xml = package.read(file)
                    upgraded = upgrade_qti2_to_qti3(xml)
                    new = etree.fromstring(upgraded.encode() if isinstance(upgraded, str) else upgraded)
                    self.assertIn('imsqtiasi_v3p0', etree.QName(new).namespace)
                    self.assertEqual(squeezed(''.join(new.itertext())), squeezed(''.join(etree.fromstring(xml).itertext())))
                    self.assertTrue(all(local(element).startswith('qti-') or local(element) in ('p', 'blockquote') for element in new.iter(etree.Element)))


def plain_body(body):
    return squeezed(''.join(body.itertext()))


for _name in HANDBOOKS:
    setattr(Qti, f'test_the_{_name}_handbook_is_read_and_marked_as_written', lambda self, name=_name: self.compare(name))
    setattr(Qti, f'test_the_{_name}_handbook_is_read_by_a_converter_to_qti_3', lambda self, name=_name: self.upgrade(name))

if __name__ == '__main__':
    unittest.main()
