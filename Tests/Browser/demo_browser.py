"""A demo of a story and a Chromium before it, for the tests of its pages."""

import json
import subprocess
import unittest
from pathlib import Path

import axe_core_python
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
ROOT = Path(__file__).resolve().parents[2]


class Demo:
    """A demo of a story, running until it is closed."""

    program = ".build/debug/worksim"

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [self.program, "demo", *arguments, "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read())
        self.url = json.loads(line)["url"]

    def close(self):
        self.process.terminate()
        self.process.communicate(timeout=600)


def chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class InTheBrowser(unittest.TestCase):
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.browser = chromium()
        cls.addClassCleanup(cls.browser.quit)

    def setUp(self):
        self.demo = Demo(*self.arguments)
        self.addCleanup(self.demo.close)
        self.resize(1440, 900)
        # What the last page asked for when its demo had ended is nobody's error.
        self.browser.get_log("browser")
        self.browser.get(self.demo.url)
        self.wait_for(lambda: self.revision() >= 0)

    def tearDown(self):
        self.browser.switch_to.default_content()
        # A refused form is answered with a status of its own, which Chromium notes.
        errors = [line["message"] for line in self.browser.get_log("browser")
                  if line["level"] == "SEVERE" and not any(f"status of {n}" in line["message"] for n in (401, 403, 404, 422, 502))]
        self.browser.get("about:blank")
        self.assertEqual(errors, [])

    # What a person does

    def wait_for(self, condition):
        def holds(_):
            try:
                return condition()
            except Exception:  # The page is being replaced.
                return False
        return WebDriverWait(self.browser, 600, poll_frequency=0.05).until(holds)

    def resize(self, width, height):
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def find(self, css):
        return self.browser.find_element(By.CSS_SELECTOR, css)

    # In one go each: between finding an element and reading it the page may replace it.
    def revision(self):
        return int(self.browser.execute_script("return document.getElementById('narration').dataset.revision"))

    def narration(self):
        return self.browser.execute_script("return document.getElementById('narration').innerText")

    def outside(self):
        self.browser.switch_to.default_content()

    def direct(self, click):
        """Does something on the director's page and waits for what comes of it."""
        self.outside()
        before = self.revision()
        click()
        self.wait_for(lambda: self.revision() > before)

    def next_step(self):
        self.direct(lambda: self.find("#next").click())

    def play_all(self):
        self.outside()
        while self.find("#narration").get_attribute("data-over") == "no":
            self.next_step()

    def choose(self, menu, text):
        self.outside()
        self.find(f"#menu-{menu} summary").click()
        button = next(b for b in self.browser.find_elements(By.CSS_SELECTOR, f"#menu-{menu} button") if text in b.text)
        self.direct(button.click)

    def enter(self, pane):
        self.outside()
        self.browser.switch_to.frame(self.find(f"iframe#{pane}"))

    def shows(self, pane, text):
        def there():
            self.enter(pane)
            return text in self.find("body").text
        self.wait_for(there)

    def press(self, pane, label):
        def pressed():
            self.enter(pane)
            for element in self.browser.find_elements(By.CSS_SELECTOR, "button, a, summary"):
                if element.text == label and element.is_displayed():
                    element.click()
                    return True
            return False
        self.wait_for(pressed)

    def fill_in(self, pane, field):
        """Has the form filled in and waits until the field holds something."""
        self.outside()
        self.find(f"[data-fill={pane}]").click()

        def filled():
            self.enter(pane)
            return self.find(f"[name={field}]").get_attribute("value")
        self.wait_for(filled)

    def sit_down(self, person):
        self.outside()
        Select(self.find("#user-person")).select_by_visible_text(person)
        self.shows("user", person)

    def violations(self):
        """What axe has against the page, or against the pane that was entered."""
        self.browser.execute_script("if (!window.axe) { " + AXE + " }")
        return self.browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then((result) => done(result.violations.map((v) =>"
            " v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))))")

    def sign_in_administrator(self):
        self.shows("administrator", "Sign in to administer")
        self.fill_in("administrator", "password")
        self.press("administrator", "Sign in")
        self.shows("administrator", "Add Application")

    def log_in(self):
        self.press("user", "Log in to iManage")
        self.shows("user", "asks for access to your documents")
        self.assertEqual(self.violations(), [])
        self.fill_in("user", "password")
        self.press("user", "Sign in")
        self.shows("user", "You are logged in")
