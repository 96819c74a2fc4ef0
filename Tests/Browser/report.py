"""Opens report.html in Chromium: filters, searches, opens messages, follows permalinks; axe judges what is shown.

report.py WORKSIM [SHOTS]: plays some scenarios with the program WORKSIM, green ones and those of this folder, which are
red on purpose. With SHOTS, a folder, screenshots of it in light, dark and at a phone's width are kept there.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import axe_selenium_python
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
AXE = next(pathlib.Path(axe_selenium_python.__file__).parent.rglob("axe.min.js")).read_text()
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class Page:
    def __init__(self, driver, url):
        self.driver, self.url = driver, url

    def open(self, fragment="", width=1360, height=1000, dark=False):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get("about:blank")
        self.driver.get(self.url + fragment)
        self.wait(lambda: self.all("#app"))

    def wait(self, condition):
        # The page draws anew when the address changes: what was found may be gone the next moment.
        return WebDriverWait(self.driver, 600, ignored_exceptions=[StaleElementReferenceException]).until(
            lambda _: condition()
        )

    def click(self, selector, index=0):
        self.wait(lambda: self.all(selector)[index].click() or True)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", selector)

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def keys(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def heading(self):
        return self.texts("#detail h2")[0]

    def axe(self, where):
        # The page's own policy forbids foreign scripts: the test evaluates axe beside it.
        self.js(AXE + ";window.axe = axe")
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(r => done(r.violations))"
        )
        told = [(v["id"], v["help"], [n["target"] for n in v["nodes"]][:3]) for v in found]
        assert not found, f"axe, {where}: {json.dumps(told, indent=1)}"

    def fits(self, where):
        wide, room = self.js("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{where}: the page is {wide} wide and the window {room}"


def check(page):
    page.open()
    assert page.texts("h1") == ["3 of %d scenarios did not pass" % page.total], page.texts("h1")
    assert page.heading() == "Log-in works although the grant expires too soon"
    assert "Set the Work Token Grant Expiry time" in page.texts(".why")[0]
    assert len(page.all(".item")) == page.total
    page.axe("the first view")
    page.fits("the first view")

    # Filters.
    page.click(".chip[data-verdict=vacuous]")
    assert page.js("return [...document.querySelectorAll('.item')].map(e => e.dataset.id)") == ["7-trouble/403-other-reason"]
    page.keys("x")
    assert len(page.all(".item")) == page.total
    page.keys("/", "oauth.client.disabled application-disabled")
    some = len(page.all(".item"))
    assert 0 < some < page.total, some
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.keys("x")

    # A message opens with headers, body, rule, the article's sentence, and its curl.
    page.open("#7-trouble/403-not-mended")
    assert len(page.all(".msg")) == 3, len(page.all(".msg"))
    page.click(".msg", 2)
    panel = page.texts(".open:not([hidden])")[0]
    for words in ["host: work.example.com", "invalid_grant", "oauth.grant.expired", "The article: A 403 could be a timeout"]:
        assert words in panel, f"{words!r} is missing from: {panel}"
    page.keys("c")
    curl = page.js("return window.lastCopied")
    assert "curl -i -X POST 'https://work.example.com/auth/oauth2/token'" in curl, curl
    assert "client_secret=‹client secret of" in curl, curl
    page.axe("an open message")

    # What a message changed at the server, before and after.
    page.open("#7-trouble/403-grant-expiry[as_documented]@2.1")
    assert ["settings/work_token_grant_expiry", "5s", "30s"] == page.texts(".open:not([hidden]) td"), page.texts("td")

    # Permalinks, also percent-encoded, and keys from one to the next.
    page.open("#7-trouble%2F403-grant-expiry%5Bas_documented%5D")
    title = page.heading()
    assert title.startswith("Log-in fails with 403"), title
    page.keys("j")
    page.wait(lambda: "as_rfc6749" in page.driver.current_url)
    page.keys("n")
    page.wait(lambda: page.heading() == "Log-in works although the grant expires too soon")
    page.keys("?")
    page.wait(lambda: page.all("dialog[open]"))
    page.axe("the keys")
    page.keys(Keys.ESCAPE)

    # What a file says is text, never markup.
    page.open("#2-register/known")
    assert "<script>document.title = 'owned'</script>" in page.texts("#detail")[0]
    assert "owned" != page.driver.title and not page.all("#detail b b, #detail script")

    # The world is shown and searched, and what was searched for is marked, also in messages that are opened later.
    page.open("#7-trouble/403-grant-expiry[as_documented]")
    assert "work_token_grant_expiry: 5s" in page.texts(".world pre")[0], page.texts(".world")
    page.keys("/", "work_token_grant_expiry: 5s")
    ids = page.js("return [...document.querySelectorAll('.item')].map(e => e.dataset.id)")
    assert "7-trouble/403-grant-expiry[as_documented]" in ids and len(ids) < page.total, ids
    assert "work_token_grant_expiry:" in page.texts(".world mark"), page.texts(".world mark")
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.keys("x")
    assert not page.all("mark")
    page.open("#7-trouble/403-not-mended")
    page.keys("/", "invalid_grant")
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert len(page.all(".msg.found")) == 1
    page.click(".msg.found")
    assert "invalid_grant" in page.texts(".open:not([hidden]) mark")
    page.axe("hits")
    page.keys("x")

    # The file stands beside the diagram, at the lines of the step that is read.
    page.open("#7-trouble/together-unexpected")
    page.keys("s")
    page.wait(lambda: page.all("#source .line.read"))
    page.js("[...document.querySelectorAll('.msg')].at(-1).focus()")
    read = page.texts("#source .line.read")
    assert any("expect: $late" in line for line in read), read
    page.axe("the file")
    page.fits("the file")

    # What is played together stands side by side, and its messages have letters and addresses of their own.
    heads = page.js("return [...document.querySelectorAll('.together .step')].map(e => e.getBoundingClientRect().top)")
    assert len(heads) == 2 and heads[0] == heads[1], heads
    keys = page.js("return [...document.querySelectorAll('.msg')].map(e => e.dataset.message)")
    assert len(keys) == len(set(keys)) and any("a." in k for k in keys) and any("b." in k for k in keys), keys
    page.keys("s")

    # A step that succeeds against its expectation is not said to have 'failed: ok'.
    whole = page.js("return document.body.innerText")
    assert "failed: ok" not in whole and "not as expected: it succeeds" in whole, page.texts(".end")

    # Nothing that is missing is written out as a word, whatever is chosen.
    def is_whole(where):
        words = page.js("return document.body.innerText")
        for word in ["undefined", "NaN", "[object "]:
            assert word not in words, f"{where}: {word!r} is in the page"

    for key, name in [("1", "scenarios"), ("2", "article"), ("3", "failures")]:
        page.keys(key)
        is_whole(name)
    page.keys("2")
    passages = len(page.all(".passage"))
    assert passages > 40, passages
    for index in range(passages):
        page.js("document.querySelectorAll('.passage')[arguments[0]].click()", index)
        is_whole(f"passage {index}")
        assert page.texts(".cells p.says")[0], index
    page.keys("1")

    # The article in colours, the failures.
    page.keys("2")
    failing = page.texts(".passage.s-failing")
    assert any("Behind a 403" in text for text in failing), failing
    page.axe("the article")
    page.keys("3")
    assert len(page.all("#view-failures tbody tr")) >= 60
    page.axe("the failures")

    # Dark, and at a phone's width.
    page.open("#7-trouble/403-not-mended", dark=True)
    page.click(".msg", 2)
    page.axe("dark")
    page.open(width=390, height=844)
    page.fits("a phone")
    page.axe("a phone's list")
    page.open("#7-trouble/403-not-mended", width=390, height=844)
    page.click(".msg", 2)
    page.fits("a phone's scenario")
    page.axe("a phone's scenario")
    page.click(".back")
    page.wait(lambda: page.all(".item")[0].is_displayed())

    # Without JavaScript: the summary and the list, the red ones told.
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.driver.get(page.url)
    assert len(page.all("#static li")) == page.total
    assert "blame: configuration" in page.texts("#static pre")[0]
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    told = [entry["message"] for entry in page.driver.get_log("browser")]
    assert not told, f"the console says: {told}"
    asked = set()
    for entry in page.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(message["params"]["request"]["url"].split("#")[0].split(",")[0])
    foreign = {url for url in asked if not url.startswith(("data:", "about:", page.url))}
    assert not foreign, f"the page asked for {foreign}"


def shots(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, fragment, width, height, dark in [
        ("report-light", "#7-trouble/403-not-mended@1.3", 1360, 1000, False),
        ("report-dark", "#7-trouble/403-grant-expiry[as_documented]@1.3", 1360, 1000, True),
        ("report-phone", "#7-trouble/403-not-mended@1.3", 390, 844, False),
        ("report-article", "#article", 1360, 1000, False),
    ]:
        page.open(fragment, width, height, dark)
        if name == "report-light":
            page.js("scrollTo(0, 300)")
        page.driver.save_screenshot(str(folder / f"{name}.png"))


def main(worksim, folder=None):
    with tempfile.TemporaryDirectory() as report:
        played = ["Scenarios", "Tests/Browser/Scenarios"] if folder else [
            "Scenarios/7-trouble", "Scenarios/2-register", "Scenarios/3-network", "Tests/Browser/Scenarios"]
        run = subprocess.run([worksim, "run", *played, "--report", report], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 1, f"run ended with {run.returncode}: {run.stdout}{run.stderr}"
        file = pathlib.Path(report) / "report.html"
        summary = json.loads((pathlib.Path(report) / "results.json").read_text())["summary"]
        assert file.stat().st_size < 2 << 20, f"report.html takes {file.stat().st_size} bytes"
        driver = start()
        try:
            page = Page(driver, file.as_uri())
            page.total = summary["total"]
            if folder:
                shots(page, pathlib.Path(folder))
            else:
                check(page)
                print(f"report: {page.total} scenarios in {file.stat().st_size // 1024} KiB, opened in Chromium, clean to axe")
        finally:
            driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
