"""The text file for Anki, imported by Anki's own library: every question is a note in its deck; importing again adds
nothing, and importing what was edited updates the notes and keeps them."""

import pathlib
import tempfile
import unittest

from anki.collection import Collection
from anki.import_export_pb2 import ImportCsvRequest

from handbook import HANDBOOKS, export, losses, plain, questions, squeezed


class Anki(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.collection = Collection(str(self.folder / 'collection.anki2'))
        self.addCleanup(self.collection.close)

    def imported(self, file):
        metadata = self.collection.get_csv_metadata(path=str(file), delimiter=None)
        return self.collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log

    def notes(self):
        notes = [self.collection.get_note(id) for id in self.collection.find_notes('')]
        return {note.guid: note for note in notes}

    def one_by_one(self, name):
        file, _ = export(name, 'anki')
        written = questions(name)
        log = self.imported(file)
        self.assertEqual((len(log.new), len(log.updated), len(log.duplicate)), (len(written), 0, 0))
        notes = self.notes()
        self.assertEqual(len(notes), len(written))
        lost = losses(name, 'anki')
        guids = [line.split('\t')[0] for line in file.read_text(encoding='utf-8').splitlines() if not line.startswith('#')]
        for question, guid in zip(written, guids, strict=True):
            with self.subTest(file=question.place, ask=question.ask):
                self.note(question, notes[guid], lost, guid.split(':')[1])

    def note(self, question, note, lost, id):
        (card,) = note.cards()
        self.assertGreaterEqual(self.collection.decks.name(card.did).count('::'), 2, 'handbook, part, page')
        front, back = map(plain, note.fields)
        for text in (question.ask, question.hint, *[text for text, _, _ in question.choices], *question.items):
            self.assertIn(squeezed(text), front)
        for text in (question.why, question.quote, *[why for _, _, why in question.choices], *question.items):
            self.assertIn(squeezed(text), back)
        for text in [text for text, right, _ in question.choices if right] + question.accept + [one for blank in question.blanks() for one in blank]:
            self.assertIn(squeezed(text), back)
        for left, right in question.pairs:
            self.assertIn(squeezed(f'{left} – {right}'), back)
        if question.kind == 'fill':
            self.assertFalse(any(len(one) > 4 and squeezed(one) in front.replace(squeezed(question.ask), '') for blank in question.blanks() for one in blank))
        if question.kind == 'truth':
            self.assertTrue(back.startswith('Đúng' if question.truth else 'Sai'))
        level = [] if question.level is None else [f'mức-{question.level}']
        self.assertEqual(sorted(note.tags), sorted([tag.replace(' ', '_') for tag in question.tags] + level))
        self.assertEqual(question.points != 1, (id, 'points') in lost)

    def again(self, name):
        file, _ = export(name, 'anki')
        text = file.read_text(encoding='utf-8')
        self.imported(file)
        before = {guid: note.id for guid, note in self.notes().items()}
        self.imported(file)
        self.assertEqual({guid: note.id for guid, note in self.notes().items()}, before, 'nothing is doubled')
        edited = self.folder / 'edited.txt'
        edited.write_text(text.replace('<p>', '<p>Bản mới: '), encoding='utf-8')
        log = self.imported(edited)
        self.assertEqual((len(log.new), len(log.updated)), (0, len(before)))
        after = self.notes()
        self.assertEqual({guid: note.id for guid, note in after.items()}, before, 'the notes are the same ones')
        self.assertTrue(all('Bản mới: ' in note.fields[0] for note in after.values()))


for _name in HANDBOOKS:
    setattr(Anki, f'test_every_question_of_the_{_name}_handbook_is_a_note', lambda self, name=_name: self.one_by_one(name))
    setattr(Anki, f'test_the_{_name}_handbook_imported_again_updates_and_doubles_nothing', lambda self, name=_name: self.again(name))

if __name__ == '__main__':
    unittest.main()
