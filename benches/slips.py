#!/usr/bin/env python3
"""Puts known slips into right sentences and counts how many are found, and mended rightly at once.

    python3 benches/slips.py PROGRAM [FOLDER...] [--count N] [--seed N] [--cspell FOLDER] [--missed]

The sentences come from the text and Markdown files of the folders (the fixtures without any): those in which
the program finds nothing. Each gets one slip of one of 25 classes. FOLDER of --cspell holds node_modules with
cspell and @cspell/dict-vi-vn, which then reads the same sentences in the same run. Prints the figures and
writes target/quality/slips.json. False alarms are the findings on spelling in the whole texts as they are.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import tempfile
import tomllib
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Findings that speak of letters; layout and content are not what is measured.
RULES = ("spelling/", "typing/", "capitals/", "names/", "terms/", "dates/", "sentence/")
# Of these, the ones that say that a word is wrong.
LETTERS = {f"spelling/{name}" for name in (
    "impossible-syllable", "marks-lost", "keys-left", "digit-for-letter", "space-missing", "space-inside", "confused-words",
    "perhaps-confused-words", "word-lost", "unlikely-word", "doubtful-word", "missing-horn", "tone-mark-misplaced")}
# Fewer than the program takes for the work of a reading machine, in one file.
SENTENCES = 30
TONES = {"": 0, "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
SIGNS = {number: sign for sign, number in TONES.items()}
TELEX = {1: "s", 2: "f", 3: "r", 4: "x", 5: "j"}
VNI = {1: "1", 2: "2", 3: "3", 4: "4", 5: "5"}
MARKS = {"ă": ("a", "aw"), "â": ("a", "aa"), "ê": ("e", "ee"), "ô": ("o", "oo"), "ơ": ("o", "ow"), "ư": ("u", "uw"), "đ": ("d", "dd")}
VOWELS = set("aăâeêioôơuưy")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ONSETS = ("ngh", "ng", "gh", "gi", "kh", "ch", "tr", "th", "nh", "ph", "qu", *"bcdđghklmnprstvx")
ENDINGS = ("ng", "nh", "ch", *"ptcmniouy")
SCANNED = [("i", "l"), ("l", "1"), ("o", "0"), ("ộ", "ô"), ("ệ", "ê"), ("ị", "i"), ("ạ", "a"), ("c", "e"), ("n", "u"),
           ("h", "b"), ("rn", "m"), ("ế", "ể"), ("ấ", "ẩ"), ("ổ", "ồ"), ("ự", "ư"), ("ợ", "ơ"), ("ử", "ừ"), ("ề", "ê")]
PLAN = {
    "tone lost": 280, "another tone": 180, "hỏi and ngã": 120, "mark lost": 290, "all marks lost": 140, "Telex left": 160, "VNI left": 40,
    "tone misplaced": 100, "two tones": 40, "letters swapped": 160, "neighbouring key": 160, "letter dropped": 170, "letter doubled": 110,
    "space missing": 140, "space inside": 100, "read by a machine": 120, "s and x": 80, "ch and tr": 80, "d, gi, r, v": 80, "n and l": 50,
    "n, ng, nh at the end": 70, "t and c at the end": 50, "k and c, g and gh": 50, "known confusions": 170, "capital lost": 60,
}


def apart(word):
    """The letters of a word without its tone, the tone, and which letter bears it."""
    letters, tone, at = [], 0, None
    for letter in word:
        pieces = unicodedata.normalize("NFD", letter)
        own = [piece for piece in pieces if piece in TONES and piece]
        if own:
            tone, at = TONES[own[0]], len(letters)
        letters.append(unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in own)))
    return letters, tone, at


def joined(letters, tone=0, at=None):
    """The word of these letters with the tone on letter `at`."""
    letters = list(letters)
    if tone:
        at = bearer(letters) if at is None else at
        if at is None or letters[at] not in VOWELS:
            return None
        letters[at] = unicodedata.normalize("NFC", letters[at] + SIGNS[tone])
    return "".join(letters)


def bearer(letters):
    """The letter that bears the tone in the common way of writing."""
    word = "".join(letters)
    start = next((len(onset) for onset in ("qu", "gi") if word.startswith(onset) and word[len(onset):len(onset) + 1] in VOWELS), 0)
    places = [place for place, letter in enumerate(letters) if place >= start and letter in VOWELS]
    if not places:
        return None
    marked = [place for place in places if letters[place] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = letters[-1] not in VOWELS
    return places[-1] if len(places) == 1 or closed else places[-2]


def parts(word):
    """First consonant, middle and ending of a word, without its tone."""
    letters, tone, _ = apart(word)
    plain = "".join(letters)
    onset = next((one for one in ONSETS if plain.startswith(one) and len(plain) > len(one)), "")
    if onset == "gi" and not any(letter in VOWELS for letter in plain[2:]):
        onset = "g"
    rest = plain[len(onset):]
    ending = next((one for one in ENDINGS if rest.endswith(one) and len(rest) > len(one) and one[0] not in VOWELS), "")
    return onset, rest[:len(rest) - len(ending)], ending, tone


def slipped(kind, word, rng):
    """The word with a slip of the kind, or None."""
    letters, tone, at = apart(word)
    plain = "".join(letters)
    marked = [place for place, letter in enumerate(letters) if letter in MARKS]
    vowels = [place for place, letter in enumerate(letters) if letter in VOWELS and place != at]
    if kind == "tone lost":
        return plain if tone else None
    if kind == "another tone":
        return joined(letters, rng.choice([one for one in range(1, 6) if one != tone and {one, tone} != {3, 4}]), at)
    if kind == "hỏi and ngã":
        return joined(letters, 7 - tone, at) if tone in (3, 4) else None
    if kind == "mark lost":
        if not marked:
            return None
        place = rng.choice(marked)
        return joined([MARKS[one][0] if here == place else one for here, one in enumerate(letters)], tone, at)
    if kind == "all marks lost":
        bare = "".join(MARKS.get(letter, (letter,))[0] for letter in letters)
        return bare if bare != word and len(word) > 2 else None
    if kind == "Telex left":
        if tone and (not marked or rng.random() < 0.6):
            return plain + TELEX[tone]
        if not marked:
            return None
        place = rng.choice(marked)
        keys = [MARKS[one][1] if here == place else one for here, one in enumerate(letters)]
        return "".join(keys) + (TELEX[tone] if tone else "")
    if kind == "VNI left":
        return plain + VNI[tone] if tone else None
    if kind == "tone misplaced":
        return joined(letters, tone, rng.choice(vowels)) if tone and vowels else None
    if kind == "two tones":
        if not tone or not vowels:
            return None
        one = list(word)
        place = rng.choice(vowels)
        one[place] = unicodedata.normalize("NFC", one[place] + SIGNS[tone])
        return "".join(one)
    if kind == "letters swapped":
        if len(word) < 3:
            return None
        place = rng.randrange(len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2:]
    if kind == "neighbouring key":
        place = rng.randrange(len(word))
        row = next((row for row in ROWS if word[place] in row), None)
        if row is None:
            return None
        spot = row.index(word[place])
        return word[:place] + rng.choice([row[near] for near in (spot - 1, spot + 1) if 0 <= near < len(row)]) + word[place + 1:]
    if kind == "letter dropped":
        place = rng.randrange(len(word))
        return word[:place] + word[place + 1:] if len(word) > 2 else None
    if kind == "letter doubled":
        place = rng.randrange(len(word))
        return word[:place + 1] + word[place:] if word[place].isascii() else None
    if kind == "read by a machine":
        pairs = [(one, other) for one, other in SCANNED if one in word]
        if not pairs:
            return None
        one, other = rng.choice(pairs)
        return word.replace(one, other, 1)
    onset, middle, ending, tone = parts(word)
    sounds = {"s and x": ("s", "x"), "ch and tr": ("ch", "tr"), "d, gi, r, v": ("d", "gi", "r", "v"), "n and l": ("n", "l")}.get(kind)
    if sounds:
        if onset not in sounds or middle.startswith("i") and "gi" in sounds:
            return None
        return joined(rng.choice([one for one in sounds if one != onset]) + middle + ending, tone)
    if kind == "n, ng, nh at the end":
        other = {"n": "ng", "ng": "n", "nh": "n"}.get(ending)
        return joined(onset + middle + other, tone) if other else None
    if kind == "t and c at the end":
        other = {"t": "c", "c": "t"}.get(ending)
        return joined(onset + middle + other, tone) if other else None
    if kind == "k and c, g and gh":
        other = {"k": "c", "c": "k", "g": "gh", "gh": "g", "ng": "ngh", "ngh": "ng"}.get(onset)
        return joined(other + middle + ending, tone) if other else None
    raise ValueError(kind)


def words(sentence):
    """Words that stand free of figures, symbols and addresses, with their places."""
    for match in re.finditer(r"[^\W\d_]+", sentence):
        around = sentence[max(0, match.start() - 1):match.start()] + sentence[match.end():match.end() + 1]
        if not any(sign.isdigit() or sign in "/@_'’-" for sign in around):
            yield match


def spoilt(kind, sentence, confusions, rng):
    """The sentence with one slip, and the place and words of the slip and of what was right; or None."""
    found = list(words(sentence))
    small = [match for match in found if match.group().islower() and match.group() != "đ"]
    if len(small) < 5:
        return None
    if kind == "known confusions":
        low = f" {sentence.lower()} "
        fit = [pair for pair in confusions if f" {pair[1]} " in low and low.find(f" {pair[1]} ") >= 0]
        if not fit:
            return None
        wrong, right = rng.choice(fit)
        at = low.find(f" {right} ")
        if sentence[at:at + len(right)] != right:
            return None
        return at, right, wrong
    if kind == "capital lost":
        inner = [match for match in found if match.start() and match.group().istitle() and len(match.group()) > 1]
        match = rng.choice(inner) if inner else None
        return match and (match.start(), match.group(), match.group().lower())
    if kind == "space missing":
        pairs = [(one, two) for one, two in zip(found, found[1:]) if one in small and two in small and two.start() == one.end() + 1]
        if not pairs:
            return None
        one, two = rng.choice(pairs)
        return one.start(), sentence[one.start():two.end()], one.group() + two.group()
    if kind == "space inside":
        match = rng.choice(small)
        if len(match.group()) < 3:
            return None
        cut = rng.randrange(1, len(match.group()))
        return match.start(), match.group(), match.group()[:cut] + " " + match.group()[cut:]
    for _ in range(12):
        match = rng.choice(small)
        wrong = slipped(kind, match.group(), rng)
        if wrong and same_words(wrong) != same_words(match.group()):
            return match.start(), match.group(), wrong
        if wrong and kind == "tone misplaced" and wrong != match.group() and not old_place(match.group(), wrong):
            return match.start(), match.group(), wrong
    return None


def old_place(one, other):
    """True if two forms differ as hòa and hoà do: both are right."""
    letters, _, _ = apart(one)
    return re.search(r"o[ae]$|uy$", "".join(letters)) is not None and apart(other)[0] == letters


def same_words(text):
    """A text with its tones at the end of each word and i for y: what is only written in another way is the same."""
    out = []
    for word in text.lower().split():
        letters, tone, _ = apart(word)
        plain = "".join(letters)
        plain = re.sub(r"^qui", "quy", plain)
        plain = re.sub(r"^([hklmst])y$", r"\1i", plain)
        # Two tones on one word are another word.
        out.append(f"{plain}{tone * len([letter for letter in word if apart(letter)[1]])}")
    return " ".join(out)


def sentences(folders):
    """Sentences of 8 to 60 words in the text files of the folders."""
    seen = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".txt", ".md") or not path.is_file():
                continue
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="replace"))
            for paragraph in re.split(r"\n\s*\n|\n(?=[-#|*+])", text):
                if re.search(r"[|`<>{}*_#]", paragraph):
                    continue
                for sentence in re.split(r"(?<=[.;])\s+", " ".join(paragraph.split())):
                    count = len(sentence.split())
                    figures = sum(letter.isdigit() for letter in sentence)
                    if 8 <= count <= 60 and sentence not in seen and not sentence.isupper() and figures < 0.15 * len(sentence):
                        seen.add(sentence)
                        yield sentence


HEAD = "ỦY BAN NHÂN DÂN\nXÃ SUỐI NGÂN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 31/BC-UBND\n\n" \
       "Suối Ngân, ngày 10 tháng 8 năm 2026\n\nBÁO CÁO\nKết quả công tác năm 2026\n\nI. KẾT QUẢ\n\n"
TAIL = "\n\nTrên đây là báo cáo của Ủy ban nhân dân xã Suối Ngân./.\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Thị Mẫu\n"


def checked(program, texts):
    """What the program says of each text: places and mended text, in one run."""
    found = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(texts), SENTENCES):
            body = "\n\n".join(texts[start:start + SENTENCES])
            pathlib.Path(folder, f"{start:06}.txt").write_text(HEAD + body + TAIL, encoding="utf-8")
        run = subprocess.run([program, "check", "--no-cache", "--isolated", "--today", "2026-11-30", "--format", "jsonl", folder],
                             capture_output=True, text=True, check=False)
        for line in run.stdout.splitlines():
            file = json.loads(line).get("file")
            if not file:
                continue
            start = int(pathlib.Path(file["path"]).stem)
            offset = len(HEAD.encode())
            ends = []
            for at, text in enumerate(texts[start:start + SENTENCES]):
                ends.append((offset, offset + len(text.encode()), start + at))
                offset += len(text.encode()) + 2
            for diagnostic in file["diagnostics"]:
                if not diagnostic["rule"].startswith(RULES):
                    continue
                edits = (diagnostic["fix"] or {}).get("edits", [])
                for place in [diagnostic, *diagnostic["related"]]:
                    begin, length = place["location"].get("offset"), place["location"].get("length")
                    for first, last, at in ends:
                        if begin is not None and first <= begin < last:
                            own = [(edit["location"]["offset"] - first, edit["location"]["length"], edit["replacement"])
                                   for edit in edits if first <= edit["location"]["offset"] < last]
                            found[at].append((diagnostic["rule"], begin - first, begin - first + length, own))
    return found


def measure(cases, found):
    """Per class: slips, found, mended rightly at once."""
    rows = collections.OrderedDict((kind, [0, 0, 0]) for kind in PLAN)
    missed = []
    for (kind, clean, text, start, end), places in zip(cases, found):
        row = rows[kind]
        row[0] += 1
        near = [place for place in places if place[1] < end and place[2] > start]
        if not near:
            missed.append((kind, clean, text, start, end))
            continue
        row[1] += 1
        mended = text.encode()
        for begin, length, right in sorted(near[0][3], reverse=True):
            mended = mended[:begin] + right.encode() + mended[begin + length:]
        # Where the capital or the place of the tone is the slip, nothing else will do.
        exact = kind in ("capital lost", "tone misplaced")
        mended = mended.decode(errors="replace")
        row[2] += mended == clean if exact else same_words(mended) == same_words(clean)
    return rows, missed


def cspell(folder, texts):
    """Places that cspell marks in each text, with its first suggestion."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = pathlib.Path(place, "slips.txt")
        path.write_text("\n".join(texts), encoding="utf-8")
        config = pathlib.Path(place, "cspell.json")
        config.write_text(json.dumps({"version": "0.2", "language": "vi,en", "import": ["@cspell/dict-vi-vn/cspell-ext.json"],
                                      "minWordLength": 2, "maxNumberOfProblems": 10**6, "maxDuplicateProblems": 10**6, "numSuggestions": 1}))
        run = subprocess.run(["npx", "cspell", "lint", "--no-progress", "--no-summary", "--show-suggestions", "--no-color", "--config", config, path],
                             cwd=folder, capture_output=True, text=True, check=False)
    found = [[] for _ in texts]
    for line in run.stdout.splitlines():
        match = re.search(r":(\d+):(\d+) - Unknown word \(([^)]*)\)(?:.*Suggestions: \[([^\],]*))?", line)
        if match:
            at, column = int(match[1]) - 1, int(match[2]) - 1
            before = len(texts[at][:column].encode())
            length = len(match[3].encode())
            right = (match[4] or "").strip(" *")
            found[at].append(("cspell", before, before + length, [(before, length, right)] if right else []))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cspell", type=pathlib.Path)
    parser.add_argument("--missed", action="store_true")
    given = parser.parse_args()
    program = str(pathlib.Path(given.program).resolve())
    rng = random.Random(given.seed)
    lexicon = tomllib.loads((ROOT / "rules/lexicon/confusions.toml").read_text(encoding="utf-8"))
    confusions = [tuple(pair) for pair in lexicon["never"] + lexicon["by-context"]]

    every = list(sentences(given.folders or [ROOT / "fixtures"]))
    told = checked(program, every)
    count = sum(len(list(words(text))) for text in every)
    alarms = [(text, place) for text, places in zip(every, told) for place in places if place[0] in LETTERS]
    clean = [text for text, places in zip(every, told) if not places]
    rng.shuffle(clean)

    cases, used = [], collections.Counter()
    share = given.count / sum(PLAN.values())
    for kind, wanted in sorted(PLAN.items(), key=lambda entry: (entry[0] != "known confusions", entry[1])):
        left = round(wanted * share)
        for limit in (1, 2, 4):
            for text in clean:
                if left <= 0 or used[text] >= limit:
                    if left <= 0:
                        break
                    continue
                slip = spoilt(kind, text, confusions, rng)
                if slip is None:
                    continue
                at, right, wrong = slip
                start = len(text[:at].encode())
                cases.append((kind, text, text[:at] + wrong + text[at + len(right):], start, start + len(wrong.encode())))
                used[text] += 1
                left -= 1
        if left > 0:
            print(f"{kind}: {left} slips fewer")
    rng.shuffle(cases)
    texts = [text for _, _, text, _, _ in cases]
    rows, missed = measure(cases, checked(program, texts))
    result = {"sentences": len(clean), "words": count, "tools": {}}

    def add(name, rows, alarms):
        total = [sum(column) for column in zip(*rows.values())]
        result["tools"][name] = {
            "slips": total[0], "found": total[1] / total[0], "right": total[2] / total[0],
            "alarms_per_10000_words": round(alarms * 10_000 / count, 2),
            "classes": {kind: {"slips": row[0], "found": row[1], "right": row[2]} for kind, row in rows.items()},
        }
        print(f"{name}: {total[0]} slips, found {total[1] / total[0]:.3f}, right at once {total[2] / total[0]:.3f}, "
              f"{alarms} findings in {count} words ({alarms * 10_000 / count:.2f} per 10,000)")
        for kind, row in rows.items():
            print(f"  {kind:24} {row[0]:4} {row[1] / max(row[0], 1):6.2f} {row[2] / max(row[0], 1):6.2f}")

    add("rasoat", rows, len(alarms))
    if given.cspell:
        folder = given.cspell.resolve()
        add("cspell with @cspell/dict-vi-vn", measure(cases, cspell(folder, texts))[0], sum(map(len, cspell(folder, every))))
    if given.missed:
        for text, place in alarms:
            print("alarm", place[0], text.encode()[place[1]:place[2]].decode(errors="replace"), "|", text)
        for kind, clean_text, text, start, end in missed:
            print("missed", kind, text.encode()[start:end].decode(errors="replace"), "|", text)
    out = ROOT / "target" / "quality" / "slips.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
