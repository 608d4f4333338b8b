"""Exam papers as printed by Chromium, as read by python-docx and as laid out by LibreOffice: every question whole on a
page, no answer on a paper, every answer with its passage on the key."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import docx

from handbook import HANDBOOKS, export, questions, squeezed

OPTIONS = {'hostile': ('--variants', '2'), 'own': ('--count', '20', '--variants', '3', '--seed', '7')}
CHROMIUM = os.environ.get('CHROMIUM') or next(filter(None, map(shutil.which, ('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'))), None)
QUIET = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--no-pdf-header-footer']


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def pages(pdf):
    return [squeezed(page) for page in run('pdftotext', '-layout', pdf, '-').split('\f') if page.strip()]


class Exam(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.exams = {}
        for name in HANDBOOKS:
            into = cls.folder / name
            file, _ = export(name, 'exam', *OPTIONS[name])
            zipfile.ZipFile(file).extractall(into)
            cls.exams[name] = into
            (into / 'office').mkdir()
            run('soffice', '--headless', f'-env:UserInstallation=file://{cls.folder}/office-profile', '--convert-to', 'pdf',
                '--outdir', into / 'office', *sorted(into.glob('*.docx')))
            for page in into.glob('*.html'):
                run(CHROMIUM, *QUIET, f'--user-data-dir={cls.folder}/profile', f'--print-to-pdf={page.with_suffix(".pdf")}', f'file://{page}')

    def each(self):
        for name, folder in self.exams.items():
            for way in (folder, folder / 'office'):
                yield name, way

    def test_a_question_stands_whole_on_one_page(self):
        for name, folder in self.each():
            for paper in sorted(folder.glob('de-*.pdf')):
                with self.subTest(paper=paper):
                    html = (self.exams[name] / f'{paper.stem}.html').read_text(encoding='utf-8')
                    groups = re.findall(r'<div class="group">(.*?)</div>\n', html, re.S)
                    found = pages(paper)
                    for number, group in enumerate(groups, 1):
                        on = [page for page in found if re.search(rf'Câu {number}\. ', page)]
                        self.assertEqual(len(on), 1, number)
                        letters = re.findall(r'>([A-Z]\d*)\. ', group)
                        after = on[0].split(f'Câu {number}. ')[1].split(f' Câu {number + 1}. ')[0]
                        for letter in letters:
                            self.assertIn(f'{letter}. ', after, f'question {number} is split')

    def test_no_answer_stands_on_a_paper_and_all_on_the_key(self):
        for name, folder in self.each():
            key = ' '.join(pages(folder / 'dap-an.pdf'))
            # The passage may break over lines anywhere; letters are what counts.
            letters = lambda text: re.sub(r'\W', '', text)
            for paper in folder.glob('de-*.pdf'):
                text = ' '.join(pages(paper))
                drawn = [question for question in questions(name) if question.ask and letters(question.ask)[:60] in letters(text)]
                self.assertGreater(len(drawn), 5)
                for question in drawn:
                    with self.subTest(paper=paper, ask=question.ask):
                        for words in (question.why, question.quote, question.hint):
                            if len(letters(words)) > 25 and letters(words) not in letters(question.ask):
                                self.assertNotIn(letters(words), letters(text))
                        for words in (question.why, question.quote, *[one for one, right, _ in question.choices if right]):
                            self.assertIn(letters(words), letters(key))

    def test_the_key_names_the_right_letters_of_every_variant(self):
        for name, folder in self.exams.items():
            table = docx.Document(folder / 'dap-an.docx').tables[1]
            head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
            written = {squeezed(question.ask): question for question in questions(name) if question.kind in ('single', 'multiple')}
            seen = 0
            for column, code in enumerate(head[1:], 1):
                code = code.removeprefix('Mã đề ')
                sheets = self.sheets(folder / f'de-{code}.docx')
                self.assertEqual(len(sheets), len(rows))
                for (ask, choices), row in zip(sheets, rows):
                    question = written.get(ask)
                    if question is not None:
                        seen += 1
                        right = [letter for letter, text in choices if text in {squeezed(one) for one, right, _ in question.choices if right}]
                        self.assertEqual(row[column], ', '.join(right))
                        self.assertEqual(sorted(text for _, text in choices), sorted(squeezed(one) for one, _, _ in question.choices))
            self.assertGreater(seen, 3)

    def sheets(self, file):
        """Each question of a paper with its lettered choices, as python-docx reads them."""
        sheets = []
        for paragraph in docx.Document(file).paragraphs:
            if paragraph.style.name == 'Question':
                ask = re.sub(r'( \(chọn tất cả các phương án đúng\))?( \[[\d.]+ điểm\])?$', '', paragraph.text.split('. ', 1)[1])
                sheets.append((squeezed(ask), []))
            elif paragraph.style.name == 'Answer' and (choice := re.match(r'([A-Z]\d*)\. (.*)$', paragraph.text, re.S)):
                sheets[-1][1].append((choice[1], squeezed(choice[2])))
        return sheets

    def test_variants_hold_the_same_questions_in_other_orders(self):
        for folder in self.exams.values():
            orders = [[ask for ask, _ in self.sheets(paper)] for paper in sorted(folder.glob('de-*.docx'))]
            self.assertGreater(len(orders), 1)
            self.assertTrue(all(sorted(order) == sorted(orders[0]) for order in orders))
            self.assertEqual(len({tuple(order) for order in orders}), len(orders))

    def test_a_paper_is_a4_and_says_whose_it_is(self):
        for name, folder in self.each():
            for paper in [*folder.glob('de-*.pdf'), folder / 'phieu-tra-loi.pdf']:
                with self.subTest(paper=paper):
                    self.assertIn('A4', run('pdfinfo', paper))
                    first, *_ = found = pages(paper)
                    for words in ('Họ và tên:', 'Ngày:', 'Mã đề'):
                        self.assertIn(words, first)
                    self.assertIn('Chi bộ <thử>' if name == 'hostile' else 'Nhóm biên soạn sổ tay', first)
                    self.assertIn(f'1/{len(found)}', first)


if __name__ == '__main__':
    unittest.main()
