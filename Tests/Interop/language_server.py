"""Plays an editor: speaks the Language Server Protocol with `worksim lsp`, as a person types, asks, renames and runs.

language_server.py WORKSIM: each part of it starts the server anew, in a folder of its own.
"""

import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading

STORY = """\
title: Log-in fails when the grant expires too soon
given:
  preset: [registered, ours]
  server: { settings: { work_token_grant_expiry: 5s } }
define:
  late: { failure: grant-expired, because: oauth.grant.expired }
matrix:
  pause:
    short: { by: 4s, outcome: ok }
    long: { by: 6s, outcome: $late }
steps:
  - id: try
    note: "🙂 zoe types slowly"
    user.log_in: { as: zoe, pause_before_callback: $pause.by }
    expect: $pause.outcome
  - admin.set: { work_token_grant_expiry: 30s }
  - again: try
"""
PRESET = "# Our people.\npeople:\n  zoe: { office: user }\n"


class Editor:
    def __init__(self, worksim, folder):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen(
            [worksim, "lsp", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": folder})
        self.messages, self.replies, self.published, self.number = queue.Queue(), {}, {}, 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while True:
            length = None
            while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode().partition(":")
                if name == "Content-Length":
                    length = int(value)
            if length is None:
                self.messages.put(None)
                return
            self.messages.put(json.loads(self.process.stdout.read(length)))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, **params):
        self.send(method=method, params=params)

    def ask(self, method, **params):
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        return self.number

    def take(self):
        message = self.messages.get(timeout=600)
        assert message is not None, f"the server ended with {self.process.wait()}"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]
        elif "method" not in message:
            self.replies[message["id"]] = message
        return message

    def reply(self, number):
        while number not in self.replies:
            self.take()
        return self.replies.pop(number)

    def result(self, method, **params):
        reply = self.reply(self.ask(method, **params))
        assert "result" in reply, reply
        return reply["result"]

    def error(self, method, **params):
        reply = self.reply(self.ask(method, **params))
        assert "error" in reply, reply
        return reply["error"]

    def begin(self):
        return self.result("initialize", processId=None, rootUri=None, capabilities={
            "workspace": {"codeLens": {"refreshSupport": True}}})["capabilities"]

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text, keep=True):
        if keep:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)
        self.notify("textDocument/didOpen", textDocument={
            "uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text})
        return self.diagnostics(name, 1)

    def begin_with_story(self):
        self.begin()
        (self.folder / "presets").mkdir()
        (self.folder / "presets/ours.yaml").write_text(PRESET)
        self.open("story.yaml", STORY)

    def change(self, name, text, version):
        self.notify("textDocument/didChange", textDocument={"uri": self.uri(name), "version": version},
                    contentChanges=[{"text": text}])

    def diagnostics(self, name, version):
        while self.published.get(self.uri(name), {}).get("version") != version:
            self.take()
        return self.published.pop(self.uri(name))["diagnostics"]

    def at(self, name, text, words, offset=0):
        """The place where some words stand, in lines and UTF-16 units."""
        index = text.index(words) + offset
        line = text[:index].count("\n")
        before = text[:index].rsplit("\n", 1)[-1]
        return {"textDocument": {"uri": self.uri(name)},
                "position": {"line": line, "character": len(before.encode("utf-16-le")) // 2}}

    def end(self):
        self.result("shutdown")
        assert self.error("textDocument/hover")["code"] == -32600
        self.notify("exit")
        assert self.process.wait(60) == 0, self.process.returncode


def part(text, range_):
    line = text.split("\n")[range_["start"]["line"]].encode("utf-16-le")
    return line[2 * range_["start"]["character"]:2 * range_["end"]["character"]].decode("utf-16-le")


def typing(editor):
    assert editor.begin()["textDocumentSync"]["change"] == 1
    editor.notify("initialized")
    (editor.folder / "presets").mkdir()
    (editor.folder / "presets/ours.yaml").write_text(PRESET)
    assert editor.open("story.yaml", STORY) == []
    # A mistake behind a character of two UTF-16 units, then broken YAML, then right again, faster than anybody types.
    wrong = STORY.replace('note: "🙂 zoe types slowly"', "note: 🙂").replace("as: zoe", "as: zeo")
    editor.change("story.yaml", wrong, 2)
    (found,) = editor.diagnostics("story.yaml", 2)
    assert "nobody is called 'zeo'" in found["message"] and part(wrong, found["range"]) == "zeo", found
    emoji = STORY.replace('note: "🙂 zoe types slowly"', 'expectt: "🙂", nnote: x').replace("    expectt", "    { expectt")
    editor.change("story.yaml", emoji, 3)
    assert editor.diagnostics("story.yaml", 3)
    for version in range(4, 40):
        editor.change("story.yaml", STORY[:version * 9], version)
    editor.change("story.yaml", STORY, 40)
    assert editor.diagnostics("story.yaml", 40) == []
    # A preset that is open and not saved counts as it stands in the editor, and so do new buffers.
    assert editor.open("presets/ours.yaml", PRESET.replace("zoe", "zora"), keep=False) == []
    editor.change("story.yaml", STORY, 41)
    (found,) = editor.diagnostics("story.yaml", 41)
    assert "'zoe'" in found["message"], found
    editor.notify("textDocument/didClose", textDocument={"uri": editor.uri("presets/ours.yaml")})
    editor.change("story.yaml", STORY, 42)
    assert editor.diagnostics("story.yaml", 42) == []
    wrong = editor.open("presets/ours.yaml", "preset: empty\nserver: { hostng: cloud }\n", keep=False)
    assert [d["range"]["start"] for d in wrong] == [{"line": 1, "character": 10}], wrong
    editor.notify("textDocument/didOpen", textDocument={
        "uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": "title: A\nsteps: [ {"})
    while "untitled:Untitled-1" not in editor.published:
        editor.take()
    assert editor.published["untitled:Untitled-1"]["diagnostics"]


def extending(editor):
    editor.begin()
    base = "given: { preset: registered }\ndefine: { gone: { failure: session-expired, because: oauth.refresh.unknown } }\n"
    own = "title: Own\nextends: base.yaml\nsteps:\n  - user.list_libraries: { as: ada }\n    expect: $gone\n"
    assert editor.open("base.yaml", base) == []
    assert editor.open("own.yaml", own) == []
    place = editor.result("textDocument/definition", **editor.at("own.yaml", own, "$gone", 2))
    assert place["uri"] == editor.uri("base.yaml") and part(base, place["range"]) == "gone", place
    file = editor.result("textDocument/definition", **editor.at("own.yaml", own, "base.yaml"))
    assert file["uri"] == editor.uri("base.yaml")
    broken = base.replace("session-expired", "session-expiredd")
    editor.change("base.yaml", broken, 2)
    (found,) = editor.diagnostics("own.yaml", 1)
    assert "base.yaml:2:" in found["message"] and found["range"]["start"]["line"] == 1, found


def asking(editor):
    editor.begin_with_story()

    def labels(text, words, offset):
        editor.number += 1
        editor.change("story.yaml", text, 1000 + editor.number)
        found = editor.result("textDocument/completion", **editor.at("story.yaml", text, words, offset))
        return {item["label"]: item for item in found["items"]}

    cases = [
        ("  - again: try", "  - us", "  - us", "user.log_in", "Logs"),
        ("  - again: try", "  - user.log_in: { as: ", "{ as: ", "zoe", ""),
        ("  - again: try", "  - user.log_in: { as: ada, pau }", "ada, pau", "pause_at_sign_in", "How long"),
        ("  - again: try", "  - user.log_in: { as: ada }\n    expect: { failure: gr", "failure: gr", "grant-expired", ""),
        ("  - again: try", "  - user.log_in: { as: ada }\n    expect: ", "    expect: ", "$late", ""),
        ("  - again: try", "  - again: ", "  - again: ", "try", ""),
        ("  - again: try", "  - again: try\n    exp", "again: try\n    exp", "expect", "What must come"),
        ("  - again: try", "  - admin.set: { ", "admin.set: { ", "work_token_grant_expiry", ""),
        ("  - again: try", "  - clock.advance: $pa", "advance: $pa", "$pause.by", ""),
        ("  - again: try", "  - user.open: { as: zoe, document: $c", "document: $c", "$complaint", ""),
        ("  preset: [registered, ours]", "  preset: [registered, ou", "[registered, ou", "ours", "Our people."),
        ("  preset: [registered, ours]", "  cl", "  cl", "clock", "date"),
        ("title: Log-in fails", "cov", "cov", "covers", ""),
    ]
    for old, new, words, label, says in cases:
        text = STORY.replace(old, new, 1)
        found = labels(text, words, len(words))
        assert label in found, (new, sorted(found)[:20])
        assert says in found[label]["documentation"]["value"], found[label]
        edit = found[label]["textEdit"]
        assert label in edit["newText"] and edit["range"]["start"]["line"] == edit["range"]["end"]["line"]
    typed = STORY.replace("  - again: try", "  - us", 1)
    item = labels(typed, "  - us", 6)["user.log_in"]
    assert part(typed, item["textEdit"]["range"]) == "us" and item["textEdit"]["newText"] == "user.log_in: ", item

    editor.change("story.yaml", STORY, 9000)
    hover = lambda words, offset=1: editor.result("textDocument/hover", **editor.at("story.yaml", STORY, words, offset))
    for words, says in [("user.log_in", "log"), ("grant-expired", "failure grant-expired"), ("registered", "preset registered"),
                        ("oauth.grant.expired", "Evidence"), ("pause_before_callback", "pause_before_callback"),
                        ("work_token_grant_expiry", "Takes"), ("as: zoe", "In ")]:
        found = hover(words)
        assert found and says in found["contents"]["value"], (words, found)
    assert hover("\nsteps", 0) is None

    def definition(words, offset=1):
        return editor.result("textDocument/definition", **editor.at("story.yaml", STORY, words, offset))

    for words, offset, where, name in [
            ("again: try", 8, STORY, "try"), ("$pause.by", 2, STORY, "pause"), ("$late", 2, STORY, "late")]:
        place = definition(words, offset)
        assert place["uri"] == editor.uri("story.yaml") and part(where, place["range"]) == name, place
    assert definition("ours")["uri"] == editor.uri("presets/ours.yaml")
    zoe = definition("as: zoe", 5)
    assert zoe["uri"] == editor.uri("presets/ours.yaml") and part(PRESET, zoe["range"]) == "zoe", zoe
    built_in = definition("registered")["uri"]
    assert built_in.endswith("/.cache/worksim/presets/registered.yaml"), built_in
    opened = STORY.replace("  - again: try", "  - user.open: { as: ada, document: $complaint }")
    editor.change("story.yaml", opened, 9001)
    for words, offset, name in [("$complaint", 3, "complaint"), ("as: ada", 5, "ada")]:
        place = editor.result("textDocument/definition", **editor.at("story.yaml", opened, words, offset))
        text = pathlib.Path(place["uri"].removeprefix("file://")).read_text()
        assert part(text, place["range"]) == name, (place, text)


def renaming(editor):
    editor.begin_with_story()

    def renamed(words, offset, name):
        found = editor.result("textDocument/rename", newName=name, **editor.at("story.yaml", STORY, words, offset))
        lines = STORY.split("\n")
        for edit in sorted(found["changes"][editor.uri("story.yaml")], key=lambda e: -e["range"]["start"]["character"]):
            row, start, end = edit["range"]["start"]["line"], edit["range"]["start"]["character"], edit["range"]["end"]["character"]
            lines[row] = lines[row][:start] + edit["newText"] + lines[row][end:]
        return "\n".join(lines)

    assert renamed("id: try", 5, "first") == STORY.replace("try", "first")
    assert renamed("$pause.by", 2, "wait") == STORY.replace("pause:", "wait:").replace("$pause", "$wait")
    assert renamed("$late", 2, "too_late") == STORY.replace("late:", "too_late:").replace("$late", "$too_late")
    place = editor.at("story.yaml", STORY, "id: try", 5)
    assert editor.result("textDocument/prepareRename", **place)["placeholder"] == "try"
    assert len(editor.result("textDocument/references", context={"includeDeclaration": True}, **place)) == 2
    for words, name, says in [("id: try", "two words", "not a name"), ("as: zoe", "zora", "not defined in this file"),
                              ("title: Log", "x", "no name of this file"), ("$late", "pause", "already called")]:
        found = editor.error("textDocument/rename", newName=name, **editor.at("story.yaml", STORY, words, 5 if "$" not in words else 2))
        assert says in found["message"], found


def running(editor):
    editor.begin_with_story()
    document = {"uri": editor.uri("story.yaml")}
    (lens,) = editor.result("textDocument/codeLens", textDocument=document)
    command = lens["command"]
    result = editor.result("workspace/executeCommand", command=command["command"], arguments=command["arguments"])
    assert result == {"summary": "2 scenarios: 2 passed", "red": 0}, result
    titles = {lens["range"]["start"]["line"] + 1: lens["command"]["title"]
              for lens in editor.result("textDocument/codeLens", textDocument=document)}
    assert sorted(titles) == [1, 12, 16, 17], titles
    assert "as expected in 2 rows" in titles[12], titles
    # What is played is what stands in the editor: without the repair the last step fails, by its rule.
    broken = STORY.replace("  - admin.set: { work_token_grant_expiry: 30s }\n", "").replace("    short: { by: 4s, outcome: ok }\n", "")
    editor.change("story.yaml", broken, 2)
    assert editor.diagnostics("story.yaml", 2) == []
    assert len(editor.result("textDocument/codeLens", textDocument=document)) == 1
    number = editor.ask("workspace/executeCommand", command=command["command"], arguments=command["arguments"])
    # While it runs, questions are answered.
    assert editor.result("textDocument/hover", **editor.at("story.yaml", broken, "user.log_in", 1))
    assert editor.reply(number)["result"]["red"] == 1
    titles = [lens["command"]["title"] for lens in editor.result("textDocument/codeLens", textDocument=document)]
    assert any(t.startswith("✗ failed") and "oauth.grant.expired" in t for t in titles), titles
    (found,) = editor.diagnostics("story.yaml", 2)
    assert found["source"] == "worksim run" and "again: try" in part(broken, found["range"]), found
    # One that is cancelled says so, and a file with mistakes is not played.
    number = editor.ask("workspace/executeCommand", command=command["command"], arguments=command["arguments"])
    editor.notify("$/cancelRequest", id=number)
    reply = editor.reply(number)
    assert reply.get("error", {}).get("code") == -32800 or reply["result"]["red"] == 1, reply
    editor.change("story.yaml", "title: x\nsteps: 1\n", 3)
    assert "errors" in editor.error("workspace/executeCommand", command=command["command"], arguments=command["arguments"])["message"]


def enduring(editor):
    assert editor.error("textDocument/hover")["code"] == -32002
    editor.begin()
    editor.raw(b"garbage\r\n\r\n\x00\xff more Content-Length: nothing\r\n\r\n")
    editor.raw(b"Content-Length: 9\r\nContent-Type: x\r\n\r\n{\"broken\"")
    def refuses(code):
        # A header without a length is refused as well, before or behind what came with it.
        while True:
            while None not in editor.replies:
                editor.take()
            found = editor.replies.pop(None)["error"]["code"]
            if found == code:
                return
            assert found == -32700, found

    refuses(-32700)
    editor.raw(b"Content-Length: 2\r\n\r\n[]")
    refuses(-32600)
    assert editor.error("textDocument/nonsense")["code"] == -32601
    editor.notify("textDocument/nonsense")
    assert editor.error("textDocument/hover", textDocument={"uri": "file:///nowhere.yaml"})["code"] == -32602
    for text in ["", "\n\n", "\ufefftitle: A\r\nsteps:\r\n  - note: x\r\n", "a: [", "- 1", "{", "title: \t", "x" * 30000, "&a [*a]",
                 "title: A\nextends: [x]\n", "title: A\nextends: self.yaml\n", "\u2028: \u0085", "steps:\n" + "- - " * 200]:
        name = "self.yaml"
        editor.published.clear()
        editor.open(name, text, keep=False)
        for line, character in [(0, 0), (0, 5), (3, 99), (99999, 0), (1, 2147483647)]:
            place = {"textDocument": {"uri": editor.uri(name)}, "position": {"line": line, "character": character}}
            editor.result("textDocument/completion", **place)
            editor.result("textDocument/hover", **place)
            editor.result("textDocument/definition", **place)
        bad = {"textDocument": {"uri": editor.uri(name)}, "position": {"line": -1, "character": "x"}}
        assert editor.error("textDocument/completion", **bad)["code"] == -32602
        editor.result("textDocument/codeLens", textDocument={"uri": editor.uri(name)})


def leaving(editor):
    editor.begin()
    editor.notify("exit")
    assert editor.process.wait(60) == 1, "without a shutdown, exit is 1"


def vanishing(editor):
    editor.begin()
    editor.process.stdin.close()
    assert editor.process.wait(60) == 1, "an editor that has gone ends the server"


def main(worksim):
    parts = [typing, extending, asking, renaming, running, enduring]
    for play in parts + [leaving, vanishing]:
        with tempfile.TemporaryDirectory() as folder:
            editor = Editor(str(pathlib.Path(worksim).resolve()), folder)
            try:
                play(editor)
                if play in parts:
                    editor.end()
            finally:
                editor.process.kill()
                editor.process.wait()
    print(f"language server: {len(parts) + 2} sessions of an editor")


if __name__ == "__main__":
    main(*sys.argv[1:])
