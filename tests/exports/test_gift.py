"""GIFT as gift-pegjs reads it says what the author wrote, up to the losses that the program names."""

import json
import subprocess
import unittest

from handbook import HANDBOOKS, REPOSITORY, accepts_in_words, export, losses, number, plain, questions, squeezed, written_ways


def read(name):
    file, _ = export(name, 'gift')
    run = subprocess.run(['node', REPOSITORY / 'tests/exports/gift.mjs', file], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    return [question for question in found if question['type'] != 'Category'], [question for question in found if question['type'] == 'Category']


class Gift(unittest.TestCase):
    def compare(self, name):
        found, categories = read(name)
        self.assertGreater(len(categories), 1)
        lost = losses(name, 'gift')
        found = iter(found)
        for question in questions(name):
            parts = question.blanks() if question.kind == 'fill' else [None]
            for part in parts:
                given = next(found)
                with self.subTest(file=question.place, ask=question.ask):
                    self.one(question, part, given, lost)
        self.assertIsNone(next(found, None), 'nothing more was written than there is')

    def one(self, question, part, given, lost):
        id = given['id'].rsplit('-', 1)[0] if part is not None and len(question.blanks()) > 1 else given['id']
        self.assertRegex(given['id'], r'^[A-Za-z0-9_-]+$')
        self.assertEqual(question.points != 1, (id, 'points') in lost)
        self.assertEqual(bool(question.hint), (id, 'hint') in lost)
        stem, general = plain(given['stem']['text']), plain((given['globalFeedback'] or {'text': ''})['text'])
        self.assertTrue(stem.startswith(squeezed(question.ask)), stem)
        for text in (question.why, question.quote):
            self.assertIn(squeezed(text), general)
        getattr(self, question.kind)(question, part, given, lost, id)

    def texts(self, given):
        return [(plain(choice['text']['text']), choice['weight'], choice['isCorrect']) for choice in given['choices']]

    def single(self, question, _, given, lost, id):
        self.assertEqual(given['type'], 'MC')
        self.assertEqual([(text, right) for text, _, right in self.texts(given)], [(squeezed(text), right) for text, right, _ in question.choices])
        self.feedback(question, given)

    def feedback(self, question, given):
        said = [plain((choice['feedback'] or {'text': ''})['text']) for choice in given['choices']]
        self.assertEqual(said, [squeezed(why) for _, _, why in question.choices])

    def multiple(self, question, _, given, lost, id):
        right = sum(right for _, right, _ in question.choices)
        for (text, weight, correct), (written, is_right, _) in zip(self.texts(given), question.choices, strict=True):
            self.assertEqual(text, squeezed(written))
            self.assertFalse(correct, 'an equals sign would make it a question with one right answer')
            if (id, 'right') not in lost:
                self.assertAlmostEqual(weight, (100 if is_right else -100) / right, places=4)
            self.assertEqual(weight > 0, is_right)
        self.feedback(question, given)

    def truth(self, question, _, given, lost, id):
        self.assertEqual((given['type'], given['isTrue']), ('TF', question.truth))

    def short(self, question, _, given, lost, id):
        if accepts_in_words(question):
            self.words(question.accept, given)
            self.assertEqual(question.compare != 'no-case', (id, 'match') in lost)
            return
        self.assertEqual(given['type'], 'Numerical')
        for choice, text in zip(given['choices'], [text for text in question.accept if number(text) is not None], strict=True):
            self.assertEqual((choice['text']['number'], choice['text']['range']), (number(text), question.tolerance or 0))

    def words(self, accepted, given):
        self.assertEqual(given['type'], 'Short')
        # The texts are plain, and a star stands for any text unless a backslash is before it.
        found = [choice['text']['text'].replace('\\*', '*') for choice in given['choices']]
        self.assertEqual(set(found), written_ways(accepted))
        self.assertTrue(all(choice['weight'] == 100 for choice in given['choices']))

    def fill(self, question, part, given, lost, id):
        self.words(part, given)
        self.assertEqual(len(question.blanks()) > 1, (id, 'fill') in lost)
        stem = plain(given['stem']['text'])
        self.assertEqual(stem.count('_____'), 1)
        for piece in question.pieces:
            if isinstance(piece, str):
                self.assertIn(squeezed(piece), stem)

    def order(self, question, _, given, lost, id):
        if len(question.items) == 2:
            return self.arrangements(given, [f'1. {a}; 2. {b}' for a, b in (question.items, question.items[::-1])], lost, id)
        self.assertIn((id, 'order'), lost)
        found = [(plain(pair['subquestion']['text']), pair['subanswer']) for pair in given['matchPairs']]
        self.assertEqual(found, [(squeezed(item), str(place)) for place, item in enumerate(question.items, 1)])

    def match(self, question, _, given, lost, id):
        if len(question.pairs) == 2:
            (a, x), (b, y) = question.pairs
            return self.arrangements(given, [f'{a} – {x}; {b} – {y}', f'{a} – {y}; {b} – {x}'], lost, id)
        found = [(plain(pair['subquestion']['text']), plain(pair['subanswer'])) for pair in given['matchPairs']]
        self.assertEqual(found, [(squeezed(left), squeezed(right)) for left, right in question.pairs])

    def arrangements(self, given, expected, lost, id):
        self.assertIn((id, 'match'), lost)
        self.assertEqual([(text, right) for text, _, right in self.texts(given)], [(squeezed(expected[0]), True), (squeezed(expected[1]), False)])


for _name in HANDBOOKS:
    setattr(Gift, f'test_the_{_name}_handbook_is_read_as_written', lambda self, name=_name: self.compare(name))

if __name__ == '__main__':
    unittest.main()
