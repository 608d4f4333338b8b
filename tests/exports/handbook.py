"""The questions of a handbook as its author wrote them, read from the YAML alone: what every export is compared with.
And the exports themselves, made by the program once for all tests."""

import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get('CARGO_TARGET_DIR', REPOSITORY / 'target'))
SOTAY = os.environ.get('SOTAY', TARGET / 'release/sotay')
# The handbook whose texts hold every sign that some format takes for its own, and the one of this repository.
HANDBOOKS = {'hostile': REPOSITORY / 'tests/exports/book', 'own': REPOSITORY}
_made = {}


@dataclass
class Question:
    """A question as written."""

    kind: str
    ask: str
    why: str
    hint: str
    quote: str
    points: float
    tags: list
    level: object
    id: object
    choices: list = field(default_factory=list)  # (text, whether right, feedback)
    accept: list = field(default_factory=list)
    compare: str = 'no-case'
    tolerance: object = None
    truth: object = None
    pieces: list = field(default_factory=list)  # texts and lists of accepted answers
    items: list = field(default_factory=list)
    pairs: list = field(default_factory=list)
    place: str = ''  # file

    def blanks(self):
        return [piece for piece in self.pieces if isinstance(piece, list)]


def clean(text):
    return unicodedata.normalize('NFC', str(text if text is not None else '')).strip()


def squeezed(text):
    return ' '.join(text.split())


def _scalar_texts(loader, node):
    return loader.construct_scalar(node)


class _Texts(yaml.SafeLoader):
    """Reads numbers and words as they are written: `3.10` is not 3.1, `no` is not false."""


for _first, _rules in list(_Texts.yaml_implicit_resolvers.items()):
    _Texts.yaml_implicit_resolvers[_first] = [(tag, rule) for tag, rule in _rules if tag == 'tag:yaml.org,2002:merge']


def _listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def _question(raw, place):
    evidence = raw.get('evidence') or {}
    question = Question(
        kind='', ask=clean(raw.get('ask')), why=clean(raw.get('why')), hint=clean(raw.get('hint')),
        quote=clean(evidence.get('quote')), points=float(raw.get('points', 1)),
        tags=[clean(tag) for tag in _listed(raw.get('tags'))],
        level=raw.get('level'), id=raw.get('id'), place=place)
    if 'right' in raw:
        question.kind = 'multiple' if isinstance(raw['right'], list) else 'single'
        for key, right in (('right', True), ('wrong', False)):
            for choice in _listed(raw.get(key)):
                text, why = (choice['text'], choice.get('why')) if isinstance(choice, dict) else (choice, '')
                question.choices.append((clean(text), right, clean(why)))
    elif 'is' in raw:
        question.kind, question.truth = 'truth', raw['is'] == 'true'
    elif 'answer' in raw:
        question.kind = 'short'
        question.accept = [clean(answer) for answer in _listed(raw['answer'])]
        question.compare = raw.get('match', 'no-case')
        question.tolerance = float(raw['tolerance']) if 'tolerance' in raw else None
    elif 'fill' in raw:
        question.kind = 'fill'
        for index, piece in enumerate(re.split(r'\{([^}]*)\}', clean(raw['fill']))):
            question.pieces.append([clean(answer) for answer in piece.split('|')] if index % 2 else piece)
    elif 'order' in raw:
        question.kind, question.items = 'order', [clean(item) for item in raw['order']]
    else:
        question.kind = 'match'
        question.pairs = [(clean(left), clean(right)) for left, right in raw['match'].items()]
    return question


def questions(name):
    """Every question of a handbook in reading order, which here is the order of file names."""
    found = []
    root = HANDBOOKS[name] / 'content'
    for file in sorted(root.rglob('*.quiz.yaml')):
        quiz = yaml.load(file.read_text(encoding='utf-8'), _Texts)
        found += [_question(raw, str(file)) for raw in quiz['questions']]
    assert len(found) > 10, name
    return found


def export(name, target, *options):
    """The file that the program makes of a handbook, and what it said on standard error."""
    key = (name, target, options)
    if key not in _made:
        folder = pathlib.Path(tempfile.mkdtemp(prefix='sotay-exports-'))
        command = [SOTAY, '--root', HANDBOOKS[name], 'export', target, '--out', folder, '--lang', 'en', *options]
        run = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        (file,) = folder.iterdir()
        _made[key] = (file, run.stderr)
    return _made[key]


def losses(name, target):
    """What the program says that a format does not carry, as a set of (id, field)."""
    import json
    folder = pathlib.Path(tempfile.mkdtemp(prefix='sotay-losses-'))
    export(name, target, '--loss', folder / 'loss.json')
    report = json.loads((folder / 'loss.json').read_text(encoding='utf-8'))
    assert report['format'] == target
    return {(loss['question'], loss['field']) for loss in report['losses']}


class _Plain(HTMLParser):
    BLOCKS = {'p', 'blockquote', 'li', 'ul', 'ol', 'div', 'details', 'summary'}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = ''

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        assert tag in self.BLOCKS | {'b', 'i'}, f'<{tag}> is not ours'
        self.text += '\n' if tag in self.BLOCKS else ''


def plain(markup):
    """The text of a piece of HTML."""
    parser = _Plain()
    parser.feed(markup)
    parser.close()
    return squeezed(parser.text)


def number(text):
    """A number as the page reads it."""
    written = re.sub(r'[\s%]', '', text).replace('\u2212', '-')
    return float(written.replace(',', '.')) if re.fullmatch(r'[-+]?\d+([.,]\d+)?', written) else None


def accepts_in_words(question):
    """Whether a short answer is one of texts, not of numbers."""
    grouped = re.compile(r'[-+]?0*[1-9]\d*[.,]\d{3}\s*%?')
    numeric = [text for text in question.accept if number(text) is not None and (question.tolerance is not None or not grouped.fullmatch(text))]
    return not numeric or (question.tolerance is None and len(numeric) < len(question.accept))


def written_ways(accepted):
    """Every way of writing accepted answers that the page takes for the same."""
    ways = []
    for text in accepted:
        ways.append(text)
        if number(text) is not None:
            bare = re.sub(r'[\s%]', '', text)
            for way in (bare.replace('.', ','), bare.replace(',', '.')):
                ways += [way, way + '%'] if '%' in text else [way]
    return set(ways)
