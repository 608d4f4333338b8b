// search.js – finds a query in the index of the handbook (static/search/NAME.js, made by src/search, where the files and
// the ranking are described). Loaded on the first search. Nothing here touches the page but to load a shard.
//
//   sotay.search.find(query, most, asker) → promise of { count, missing, results }. An asker need not be there: asker.first
//     is told of the first result before the others are loaded, and once asker.isStale() says that nobody waits any more,
//     the promise is of nothing
//   sotay.search.ready() → loads the directory, which every search needs
//   sotay.search.spots(texts, query) → for each text, what is to be marked: [from, to, words]
//
// A shard that stands in sotay.search.shards is not loaded again, so a single file can bring them along.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};
  var search = sotay.search = sotay.search || {};
  var shards = search.shards = search.shards || {};
  var loading = {};
  var has = Object.prototype.hasOwnProperty;

  function load(name) {
    if (has.call(shards, name)) return Promise.resolve(shards[name]);
    loading[name] = loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = search.root + 'static/search/' + name + '.js';
      script.onload = function () { resolve(shards[name]); };
      script.onerror = function () {
        delete loading[name];
        reject(new Error(name));
      };
      document.head.appendChild(script);
    });
    return loading[name];
  }

  // Words, read as src/search/words.rs reads them.

  var word = /[0-9A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff]+|%/g;
  try {
    word = new RegExp('[\\p{Alphabetic}\\p{N}\u0300-\u036f]+|%', 'gu');
  } catch (error) {
    // An old browser: Latin letters are enough.
  }
  var tones = '\u0300\u0309\u0303\u0301\u0323';
  var known = {};

  function read(written) {
    if (has.call(known, written)) return known[written];
    var parts = written.normalize('NFD');
    var tone = 0;
    var letters = parts.replace(/[\u0300\u0309\u0303\u0301\u0323]/g, function (mark) {
      tone = Math.max(tone, tones.indexOf(mark) + 1);
      return '';
    }).normalize('NFC').toLowerCase();
    var bare = parts.replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
    return known[written] = { bare: bare, letters: letters, tone: tone, marked: tone > 0 || letters !== bare };
  }

  function words(text) {
    var found = [];
    var match;
    word.lastIndex = 0;
    while ((match = word.exec(text))) found.push({ from: match.index, to: match.index + match[0].length, is: read(match[0]) });
    return found;
  }

  search.words = words;

  // A query: its words, and which of them must follow each other (in quotation marks, or joined by other marks).
  function parse(text) {
    text = text.normalize('NFC');
    var found = words(text).slice(0, 12);
    var phrases = [];
    var quoted = false;
    var end = 0;
    found.forEach(function (one, at) {
      var gap = text.slice(end, one.from);
      var marks = gap.replace(/[^"“”„«»]/g, '').length;
      if (marks % 2) quoted = !quoted;
      if (at && !marks && (quoted || !/\s/.test(gap))) phrases[phrases.length - 1].to = at + 1;
      else phrases.push({ from: at, to: at + 1, quoted: quoted });
      end = one.to;
    });
    var terms = found.map(function (one) {
      return Object.assign({ written: text.slice(one.from, one.to) }, one.is);
    });
    var last = terms[terms.length - 1];
    if (last) last.begins = end === text.length && last.bare !== '%';
    return {
      terms: terms,
      phrases: phrases.filter(function (phrase) { return phrase.quoted || phrase.to - phrase.from > 1; }),
      marked: terms.some(function (term) { return term.marked; }),
    };
  }

  // Whether a word is a word of the query: as typed, or by its bare letters.
  function fits(is, term, exact) {
    if (!exact || !term.marked) return term.begins ? is.bare.indexOf(term.bare) === 0 : is.bare === term.bare;
    if (term.begins) return is.letters.indexOf(term.letters) === 0 && (is.tone === term.tone || !term.tone);
    return is.letters === term.letters && is.tone === term.tone;
  }

  // The directory, unpacked.

  var digits = {};
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach(function (digit, at) {
    digits[digit.charCodeAt(0)] = at;
  });

  function unpack(packed, visit) {
    for (var at = 0; at < packed.length;) {
      var number = 0;
      var shift = 0;
      do {
        var digit = digits[packed.charCodeAt(at++)];
        number |= (digit & 31) << shift;
        shift += 5;
      } while (digit > 31);
      visit(number);
    }
  }

  // The numbers of the first passages: [0, 3, 7, …], the number of all at the end.
  function starts(packed) {
    var all = [0];
    unpack(packed, function (count) { all.push(all[all.length - 1] + count); });
    return all;
  }

  // The last place of a sorted list whose value is not above the key.
  function place(sorted, key) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  var opened;
  function directory() {
    opened = opened || load('top').then(function (top) {
      var pages = starts(top.pages);
      var pageOf = new Uint32Array(pages[pages.length - 1]);
      for (var page = 0; page + 1 < pages.length; page++) pageOf.fill(page, pages[page], pages[page + 1]);
      return { top: top, pages: pages, pageOf: pageOf, texts: starts(top.texts), size: pageOf.length };
    });
    opened.catch(function () { opened = null; });
    return opened;
  }

  search.ready = directory;

  // What a word is worth stays known while a query is typed: most often only its last word changes. Only so many are kept
  // as an old phone has room for: each takes 8 bytes a passage.
  var weighed = new Map();
  function once(key, book, make) {
    var made = weighed.get(key);
    if (!made) {
      if (weighed.size >= Math.min(24, 4e6 / book.size)) weighed.delete(weighed.keys().next().value);
      made = make();
      weighed.set(key, made);
      made.catch(function () { weighed.delete(key); });
    }
    return made;
  }

  // Loads the shards of a kind that hold a key, or what begins with it: at most three.
  function shardsFor(kind, firsts, key, begins) {
    var from = place(firsts, key);
    var to = begins ? Math.min(place(firsts, key + '\uffff'), from + 2) : from;
    var names = [];
    for (var at = from; at <= to; at++) names.push(load(kind + '-' + at));
    return Promise.all(names);
  }

  // Visits passage and worth of a list; gives how long it is.
  function each(packed, visit) {
    var passage = -1;
    var count = 0;
    unpack(packed, function (number) {
      passage += (number >> 3) + 1;
      count++;
      visit(passage, 0.21 + 0.79 * (number & 7) / 7);
    });
    return count;
  }

  function rarity(count, size) {
    return Math.log(1 + (size - Math.min(count, size) + 0.5) / (Math.min(count, size) + 0.5));
  }

  // For each passage, what a word is worth there (tier × level) and its tier.
  function weigh(term, book, marked) {
    var tiers = marked ? [1, 0.2, 0.04] : [1, 0.95, 0.9];
    var often = term.begins && has.call(book.top.often, term.bare) && book.top.often[term.bare];
    var wanted = often
      ? Promise.all([term.bare].concat(often).map(function (bare) { return shardsFor('words', book.top.words, bare); }))
      : shardsFor('words', book.top.words, term.bare, term.begins).then(function (loaded) { return [loaded]; });
    return wanted.then(function (loaded) {
      var worth = new Float32Array(book.size);
      var tier = new Float32Array(book.size);
      var counts = [0, 0, 0, 0];
      var all = Object.assign.apply(null, [{}].concat(loaded.reduce(function (some, more) { return some.concat(more); }, [])));
      var complete = has.call(all, term.bare);
      Object.keys(all).forEach(function (bare) {
        var longer = bare !== term.bare;
        if (longer && !(term.begins && bare.indexOf(term.bare) === 0)) return;
        Object.keys(all[bare]).forEach(function (form) {
          var letters = form.slice(0, -1);
          var tone = +form.slice(-1);
          var sameTone = tone === term.tone || longer && !term.tone;
          var sameLetters = longer ? letters.indexOf(term.letters) === 0 : letters === term.letters;
          var step = !sameLetters ? 2 : sameTone ? 0 : 1;
          // Where the word is one already, longer ones come after it.
          var weight = tiers[step] * (longer && complete ? 0.2 : 1);
          counts[longer && complete ? 3 : step] += each(all[bare][form], function (passage, level) {
            worth[passage] = Math.max(worth[passage], weight * level);
            tier[passage] = Math.max(tier[passage], weight);
          });
        });
      });
      var count = marked ? counts[0] || counts[1] || counts[2] || counts[3] : counts[0] + counts[1] + counts[2] || counts[3];
      return { worth: worth, tier: tier, found: count > 0, rarity: rarity(count, book.size) };
    });
  }

  // For each passage, what two words that follow each other are worth there.
  function weighPair(one, other, book) {
    return shardsFor('pairs', book.top.pairs, one.bare + ' ' + other.bare, other.begins).then(function (loaded) {
      var worth = new Float32Array(book.size);
      var count = 0;
      loaded.forEach(function (shard) {
        var after = has.call(shard, one.bare) ? shard[one.bare] : {};
        Object.keys(after).forEach(function (bare) {
          if (bare !== other.bare && !(other.begins && bare.indexOf(other.bare) === 0)) return;
          count += each(after[bare], function (passage, level) { worth[passage] = Math.max(worth[passage], level); });
        });
      });
      return { worth: worth, rarity: rarity(count, book.size) };
    });
  }

  // The best passage of each page, best page first.
  function rank(query, terms, pairs, book) {
    var total = 0;
    var inPage = terms.map(function (term) {
      total += term.rarity;
      var most = new Float32Array(book.pages.length);
      term.worth.forEach(function (worth, passage) {
        var page = book.pageOf[passage];
        if (worth > most[page]) most[page] = worth;
      });
      return most;
    });
    var best = {};
    for (var passage = 0; passage < book.size; passage++) {
      var page = book.pageOf[passage];
      var head = book.pages[page];
      var score = 0;
      var there = 0;
      var here = 0;
      for (var at = 0; at < terms.length; at++) {
        var term = terms[at];
        var worth = Math.max(term.worth[passage], 0.6 * term.worth[head], 0.2 * inPage[at][page]);
        if (term.worth[passage]) here++;
        if (worth) there += term.rarity;
        score += term.rarity * worth;
        var pair = pairs[at];
        if (pair && pair.worth[passage]) {
          here++;
          score += pair.rarity * pair.worth[passage] * Math.min(term.tier[passage], terms[at + 1].tier[passage]);
        }
      }
      var share = there / total;
      if (!here || share < 0.6 || !inOrder(query.phrases, terms, pairs, passage)) continue;
      score *= share * share;
      if (!best[page] || score > best[page].score) best[page] = { passage: passage, page: page, score: score };
    }
    return Object.keys(best).map(function (page) { return best[page]; }).sort(function (one, other) {
      return other.score - one.score || one.page - other.page;
    });
  }

  function inOrder(phrases, terms, pairs, passage) {
    return phrases.every(function (phrase) {
      for (var at = phrase.from; at < phrase.to; at++) {
        if (!terms[at].worth[passage]) return false;
        if (at + 1 < phrase.to && !pairs[at].worth[passage]) return false;
      }
      return true;
    });
  }

  // What a result shows.
  function show(found, book) {
    var shard = place(book.texts, found.passage);
    // Shards without passages begin where the next does.
    return load('texts-' + shard).then(function (texts) {
      var at = found.passage - book.texts[shard];
      var words = texts.passages[at];
      var page = texts.pages.find(function (page) { return (at -= page[0]) < 0; });
      return {
        address: page[1], number: page[2], title: page[3], part: page[4],
        section: words[0], heading: words[0] && words[1], text: words[2], hidden: words[3], searched: words.slice(1),
      };
    });
  }

  // Pairs are bare and long phrases are known by their pairs alone: what must follow each other is read once more.
  function holds(result, query) {
    return query.phrases.every(function (phrase) {
      return result.searched.some(function (text) {
        return runs(text, query, true).some(function (run) {
          return run.first <= phrase.from && run.first + run.words >= phrase.to;
        });
      });
    });
  }

  function take(ranked, query, book, most, first) {
    var results = [];
    function more(from) {
      if (results.length >= most || from >= ranked.length || from >= 5 * most) return results;
      var loaded = ranked.slice(from, from + most).map(function (found) { return show(found, book); });
      // What is first in its order stays first, whatever comes.
      if (!from) loaded[0].then(function (result) { if (holds(result, query)) first(result); }, function () {});
      return Promise.all(loaded).then(function (shown) {
        results = results.concat(shown.filter(function (result) { return holds(result, query); }));
        return more(from + most);
      });
    }
    return Promise.resolve(more(0)).then(function (all) { return all.slice(0, most); });
  }

  search.find = function (text, most, asker) {
    var query = parse(text);
    if (!query.terms.length) return Promise.resolve({ count: 0, missing: [], results: [] });
    return directory().then(function (book) {
      var terms = query.terms.map(function (term) {
        var key = [term.bare, term.letters, term.tone, term.begins, query.marked].join();
        return once(key, book, function () { return weigh(term, book, query.marked); });
      });
      var pairs = query.terms.slice(1).map(function (term, at) {
        var key = [query.terms[at].bare, term.bare, term.begins].join();
        return once(key, book, function () { return weighPair(query.terms[at], term, book); });
      });
      return Promise.all([Promise.all(terms), Promise.all(pairs)]).then(function (weighed) {
        return asker && asker.isStale() ? null : answer(query, weighed[0], weighed[1], book, most, asker && asker.first);
      });
    });
  };

  function answer(query, terms, pairs, book, most, tell) {
    // The end of a phrase may be known by its pair alone.
    var last = terms.length - 1;
    if (last && query.terms[last].begins) {
      var end = Object.assign({}, terms[last], { worth: terms[last].worth.slice(), tier: terms[last].tier.slice() });
      pairs[last - 1].worth.forEach(function (worth, passage) {
        if (!worth || end.worth[passage]) return;
        end.tier[passage] = query.marked ? 0.2 : 0.9;
        end.worth[passage] = worth * end.tier[passage];
        end.found = true;
      });
      terms[last] = end;
    }
    // Words that stand nowhere are named, and the others are searched.
    var missing = query.terms.filter(function (term, at) { return !terms[at].found; });
    var loose = terms.map(function (term) { return term.found ? term : Object.assign({}, term, { rarity: 0 }); });
    if (missing.length === terms.length) return { count: 0, missing: missing, results: [] };
    var ranked = rank(query, loose, pairs, book);
    function first(result) {
      if (tell) tell({ count: ranked.length, missing: missing, results: [result] });
    }
    return take(ranked, query, book, most, first).then(function (results) {
      var quoted = query.phrases.filter(function (phrase) { return phrase.quoted; });
      if (!results.length && quoted.length < query.phrases.length) {
        return answer(Object.assign({}, query, { phrases: quoted }), terms, pairs, book, most, tell);
      }
      return { count: results.length < most ? results.length : ranked.length, missing: missing, results: results };
    });
  }

  // The longest runs of words of the query, in its order, in a text.
  function runs(text, query, exact) {
    var found = words(text);
    var all = [];
    for (var at = 0; at < found.length;) {
      var best = { words: 0 };
      for (var first = 0; first < query.terms.length; first++) {
        var count = 0;
        while (found[at + count] && query.terms[first + count] && fits(found[at + count].is, query.terms[first + count], exact)) count++;
        if (count > best.words) best = { first: first, words: count, from: found[at].from, to: found[at + count - 1].to };
      }
      if (best.words) all.push(best);
      at += best.words || 1;
    }
    return all;
  }

  // What to mark: as typed if that stands there, else by bare letters. A word that stands in a run somewhere is not
  // marked alone: syllables by themselves say little.
  search.spots = function (texts, text) {
    var query = typeof text === 'string' ? parse(text) : text;
    var all = texts.map(function (one) { return runs(one, query, true); });
    if (!all.some(function (some) { return some.length; })) all = texts.map(function (one) { return runs(one, query); });
    var joined = {};
    all.forEach(function (some) {
      some.forEach(function (run) {
        for (var at = 0; run.words > 1 && at < run.words; at++) joined[run.first + at] = true;
      });
    });
    return all.map(function (some) {
      return some.filter(function (run) { return run.words > 1 || !joined[run.first]; }).map(function (run) {
        return [run.from, run.to, run.words];
      });
    });
  };

})();
