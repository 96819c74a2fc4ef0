"""The demo in a real browser, from its one link: the six steps clicked through, the 403 mended, a year passed by.

Usage: demo_test.py WORKSIM [FOLDER]: the program, and where pictures of each page go (none without it).
"""

import base64
import http.client
import statistics
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from demo_browser import ROOT, Demo, InTheBrowser

PROGRAM = Demo.program = str(Path(sys.argv[1]).resolve())
PICTURES = Path(sys.argv[2]) if len(sys.argv) > 2 else None
SERVER = "/as/{}/work.example.com"
OFFICE = "/as/{}/app.officeanddragons.com"
REGISTRATION = "/work/cc/applications/0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005"


class TheStory(InTheBrowser):
    def test_six_steps_are_clicked_through_from_an_empty_server_to_a_saved_document(self):
        self.sign_in_administrator()
        self.press("administrator", "About")
        self.shows("administrator", "10.4")

        self.press("administrator", "Applications")
        self.press("administrator", "+ Add Application")
        self.press("administrator", "Configure Manually")
        self.press("administrator", "Next")
        self.enter("administrator")
        self.assertEqual(self.find(":invalid[name]").get_attribute("name"), "name")
        self.fill_in("administrator", "client_id")
        self.press("administrator", "Next")
        self.shows("administrator", "Redirect URL")
        self.assertEqual(self.violations(), [])
        self.press("administrator", "Next")
        self.shows("administrator", "The field Redirect URL of Office & Dragons is empty.")
        self.fill_in("administrator", "redirect_urls")
        self.press("administrator", "Next")
        self.shows("administrator", "Who may use it")
        self.find("#find").send_keys("ada" + Keys.ENTER)
        self.press("administrator", "Add")
        self.wait_for(lambda: self.find("[name=users]").get_attribute("value") == "ADA")
        self.assertEqual(self.violations(), [])
        self.find("[name=access][value=all]").click()
        self.press("administrator", "Next")
        self.shows("administrator", "365 days")
        self.assertEqual(self.violations(), [])
        self.press("administrator", "Finish")
        self.shows("administrator", "Copy and save the Client Secret now.")
        self.assertEqual(self.violations(), [])
        self.press("administrator", "Enable")
        self.shows("administrator", "Users can log in with it.")

        self.next_step()  # Nobody in Control Center gives a server its public URL.
        self.press("administrator", "Network")
        self.shows("administrator", "Where no rule matches")
        self.assertEqual(self.violations(), [])
        rules = self.find("textarea[name=rules]")
        rules.send_keys("allow 203.0.113.10/32" + Keys.ENTER + "allow 198.51.100.0/24")
        self.find("[name=default][value=drop]").click()
        self.press("administrator", "Save")
        self.shows("administrator", "The firewall's rules are saved.")

        self.sit_down("Omar")
        self.press("user", "Add iManage for organization")
        self.shows("user", "Add your work server next.")
        self.find("#url").send_keys("https://work.example.com/")
        self.wait_for(lambda: "Enter https://work.example.com instead" in self.find("#url-check").text)
        self.fill_in("user", "client_secret")
        self.wait_for(lambda: "well-formed" in self.find("#url-check").text)
        self.press("user", "Add server")
        self.shows("user", "Not announced")

        self.sit_down("Ada")
        self.press("user", "Log in to iManage")
        self.shows("user", "has not been told")
        self.assertEqual(self.violations(), [])
        self.sit_down("Omar")
        self.press("user", "Tell Office & Dragons")
        self.shows("user", "Being validated")
        self.sit_down("Sven")
        self.press("user", "Review")
        self.shows("user", "Version 10.2 or newer")
        self.assertEqual(self.violations(), [])
        self.press("user", "Confirm")
        self.shows("user", "Validated")

        self.sit_down("Ada")
        self.log_in()
        for place in ["Documents", "ACTIVE", "Acme v. Bolt", "Pleadings", "Complaint.docx"]:
            self.press("user", place)
        self.shows("user", "Version 1.")
        self.assertEqual(self.find("#text").get_attribute("value"), "First draft")
        self.find("#text").clear()
        self.find("#text").send_keys("Second draft")
        self.press("user", "Save as a new version")
        self.shows("user", "Saved as version 2.")
        self.assertEqual(self.violations(), [])
        self.outside()
        # Each step was done by hand, and the story counted it.
        self.wait_for(lambda: "by hand" in self.narration() and "The story is complete." in self.narration())
        self.assertIn("oauth.code.redeemed", self.find("#wire").get_attribute("textContent"))

    def test_an_application_is_imported_from_its_package_enabled_and_deleted(self):
        self.sign_in_administrator()
        self.press("administrator", "+ Add Application")
        self.press("administrator", "Upload Package")
        self.shows("administrator", "Only name and description")
        self.find("#manifest").send_keys("name: Other" + Keys.ENTER + "colour: red")
        self.press("administrator", "Upload")
        self.shows("administrator", "it has a key 'colour'")
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as package:
            package.write("name: Other\napi_key: other-key\nredirect_url: https://other.example.com/back\n")
            package.flush()
            self.find("#file").send_keys(package.name)
            self.wait_for(lambda: "other-key" in self.find("#manifest").get_attribute("value"))
        self.press("administrator", "Upload")
        self.shows("administrator", "comes from a package")
        self.press("administrator", "Enable")
        self.shows("administrator", "Users can log in with it.")
        self.press("administrator", "Delete")
        self.wait_for(lambda: self.browser.switch_to.alert.accept() or True)
        self.shows("administrator", "No application is registered.")

    def test_403_is_broken_explained_and_repaired_and_the_story_goes_on(self):
        self.next_step()
        self.choose("break", "Log-in fails with 403")
        self.assertIn("Refused", self.narration())
        self.assertIn("Work Token Grant Expiry", self.narration())
        self.assertIn("oauth.grant.expired", self.narration())
        self.assertIn("Repair", self.find(".coming").text)
        self.next_step()
        self.shows("administrator", "Work Token Grant Expiry")
        self.assertEqual(self.find("#work_token_grant_expiry").get_attribute("value"), "30s")
        self.next_step()
        self.shows("user", "Logged in")
        self.direct(lambda: self.find("#come-back").click())
        self.assertIn("Next, step 2 of 15", self.narration())

    def test_a_403_by_hand_is_explained_and_its_recording_passes(self):
        for _ in range(11):
            self.next_step()
        self.sit_down("Ada")
        self.press("user", "Profile")
        self.press("user", "Log in to iManage")
        self.shows("user", "asks for access to your documents")
        self.choose("jump", "2 minutes")
        self.assertIn("This sign-in will take 2 minutes.", self.narration())
        # The page is still there, with what was typed.
        self.shows("user", "asks for access to your documents")
        self.fill_in("user", "password")
        self.press("user", "Sign in")
        self.outside()
        self.wait_for(lambda: "Refused" in self.narration())
        self.assertIn("oauth.grant.expired", self.narration())
        self.assertIn("Work Token Grant Expiry", self.narration())
        yaml = self.browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "fetch('/director/story.yaml').then((answer) => answer.text()).then(done)")
        self.assertIn("pause_before_callback: 2m", yaml.replace('"', ""))
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as story:
            story.write(yaml)
            story.flush()
            run = subprocess.run([PROGRAM, "run", story.name], capture_output=True, text=True, cwd=ROOT)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_a_log_in_that_ends_on_a_page_of_imanage_is_a_moment_with_its_rule(self):
        self.choose("stories", "Registered but not enabled")
        self.next_step()
        self.sit_down("Ada")
        self.press("user", "Profile")
        self.press("user", "Log in to iManage")
        self.shows("user", "Back to Office & Dragons")
        self.assertEqual(self.violations(), [])
        self.outside()
        self.wait_for(lambda: "Refused" in self.narration())
        self.press("user", "Back to Office & Dragons")
        self.shows("user", "Log in to iManage")

    def test_the_presenter_sees_what_comes_next_and_drives_the_story(self):
        main = self.browser.current_window_handle
        self.find(".presenter-link").click()
        self.wait_for(lambda: len(self.browser.window_handles) == 2)
        self.browser.switch_to.window(next(w for w in self.browser.window_handles if w != main))
        self.wait_for(lambda: "Next, step 1 of 15" in self.find(".coming").text)
        self.assertEqual(self.violations(), [])
        self.find("body").send_keys(Keys.PAGE_DOWN)
        self.wait_for(lambda: "Next, step 2 of 15" in self.find(".coming").text)
        self.browser.close()
        self.browser.switch_to.window(main)
        self.wait_for(lambda: "Next, step 2 of 15" in self.narration())

    def test_a_message_of_the_wire_opens_by_click_and_by_key(self):
        for _ in range(12):
            self.next_step()
        calls = self.browser.find_elements(By.CSS_SELECTOR, ".wire a.call")
        token = next(call for call in calls if "oauth.code.redeemed" in call.get_attribute("aria-label"))
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", token)
        token.click()
        self.wait_for(lambda: "grant_type=authorization_code" in self.find("#opened").text)
        self.assertIn("Known from", self.find("#opened").text)
        self.assertIn("What it changed", self.find("#opened").text)
        self.assertEqual(self.violations(), [])
        if PICTURES:
            self.browser.save_screenshot(str(PICTURES / "message.png"))
        revision = self.revision()
        self.find("body").send_keys("n")  # The story does not go on behind it.
        self.find("body").send_keys(Keys.ESCAPE)
        self.wait_for(lambda: not self.find("#opened").is_displayed())
        self.assertEqual(self.revision(), revision)
        self.browser.execute_script("document.querySelector('.wire a.call').focus()")
        self.browser.switch_to.active_element.send_keys(Keys.ENTER)
        self.wait_for(lambda: self.find("#opened").is_displayed() and "Rule" in self.find("#opened").text)

    def test_undo_and_redo_and_a_link_to_a_step(self):
        for _ in range(2):
            self.next_step()
        self.direct(lambda: self.find("#reset").click())
        self.assertIn("Next, step 1 of 15", self.narration())
        self.direct(lambda: self.find("#undo").click())
        self.assertIn("Next, step 3 of 15", self.narration())
        self.direct(lambda: self.find("body").send_keys("r"))
        self.assertIn("Next, step 1 of 15", self.narration())
        self.assertFalse(self.find("#redo").is_enabled())
        self.browser.get(self.demo.url + "#story=7-trouble/403-grant-expiry&step=2")
        self.wait_for(lambda: "Next, step 3 of" in self.narration())
        self.assertEqual(self.browser.execute_script("return location.hash"), "")

    def test_what_was_done_is_downloaded_as_story_report_and_slides(self):
        for _ in range(3):
            self.next_step()
        links = {"story.yaml": "title: ", "report.html": "The scenario passed"}
        for path, words in links.items():
            text = self.browser.execute_async_script(
                "fetch(arguments[0]).then((answer) => answer.text()).then(arguments[1])", "/director/" + path)
            self.assertIn(words, text)
        self.find("#menu-download summary").click()
        self.assertEqual(self.violations(), [])
        self.browser.get(self.demo.url + "director/slides")
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, ".slide")), 4)
        self.assertEqual(self.violations(), [])
        pdf = self.browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
        pages = base64.b64decode(pdf).count(b"/Type /Page\n")
        self.assertEqual(pages, 4)
        if PICTURES:
            self.browser.save_screenshot(str(PICTURES / "slides.png"))
            (PICTURES / "slides.pdf").write_bytes(base64.b64decode(pdf))
        self.browser.get(self.demo.url)

    def test_a_demo_that_has_ended_says_so(self):
        self.demo.close()
        self.wait_for(lambda: "The demo does not answer." in self.find("#lost").text)
        self.assertEqual(self.violations(), [])
        self.browser.get_log("browser")

    def test_366_days_later_a_user_logs_in_anew_and_the_past_can_be_played_again(self):
        self.play_all()
        self.choose("jump", "366 days")
        self.assertIn("2027-03-03", self.find("#date").text)
        self.sit_down("Ada")
        self.press("user", "Documents")
        self.shows("user", "Log in")
        self.shows("user", "Report for support")
        self.press("user", "Profile")
        self.log_in()
        self.outside()
        self.wait_for(lambda: "Ada logs in" in self.narration())
        self.direct(lambda: self.browser.find_elements(By.CSS_SELECTOR, ".past button")[3].click())
        self.assertIn("Next, step 4 of 15", self.narration())
        self.assertIn("2026-03-02", self.find("#date").text)
        self.play_all()
        self.assertEqual(self.browser.find_elements(By.CSS_SELECTOR, ".past .off"), [])

    def test_play_goes_on_by_itself_until_paused_and_keys_do_what_buttons_do(self):
        self.find("body").send_keys("p")
        self.wait_for(lambda: self.revision() >= 2)
        self.find("#play").click()
        self.assertEqual(self.find("#play").get_attribute("aria-pressed"), "false")
        paused = self.revision()
        self.find("body").send_keys("n")
        self.wait_for(lambda: self.revision() > paused)
        self.direct(lambda: self.find("body").send_keys("b"))
        self.direct(lambda: self.find("#reset").click())
        self.assertIn("Next, step 1 of 15", self.narration())


class TheBrand(InTheBrowser):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30"/></svg>')
        (folder / "brand.yaml").write_text("name: Harrow & Finch LLP\nlogo: logo.svg\npeople: { ada: Grace Harrow }\n")
        self.arguments = ("--brand", str(folder / "brand.yaml"))
        super().setUp()

    def test_the_page_shows_the_firm_and_its_people(self):
        self.assertIn("Harrow & Finch LLP", self.find(".bar").text)
        self.assertEqual(self.browser.execute_script("return document.querySelector('.brand img').naturalWidth > 0"), True)
        for _ in range(12):
            self.next_step()
        self.assertIn("Grace Harrow logs in", self.narration())
        self.assertEqual(self.violations(), [])
        if PICTURES:
            self.browser.save_screenshot(str(PICTURES / "brand.png"))


class TheRecording(InTheBrowser):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.arguments = ("--record", str(self.folder / "recorded.yaml"))
        super().setUp()

    def test_what_was_done_is_a_scenario_that_passes_and_holds_no_secret(self):
        self.sign_in_administrator()
        self.press("administrator", "Server settings")
        self.shows("administrator", "Sign In Expiry")
        field = self.find("#work_token_grant_expiry")
        field.clear()
        field.send_keys("3d" + Keys.ENTER)
        self.shows("administrator", "1s to 24h")
        self.play_all()
        text = (self.folder / "recorded.yaml").read_text()
        self.assertIn("settings.value.out-of-range", text)
        self.assertNotIn("‹", text)
        run = subprocess.run([PROGRAM, "run", str(self.folder / "recorded.yaml")], capture_output=True, text=True, cwd=ROOT)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


    def recorded(self):
        return (self.folder / "recorded.yaml").read_text()

    def test_opening_the_link_again_or_reloading_a_pane_is_no_moment(self):
        for _ in range(14):
            self.next_step()
        told, written = self.revision(), self.recorded()
        for how in ("open", "open", "reload", "restore", "restore"):
            if how == "open":
                self.browser.get("about:blank")
                self.browser.get(self.demo.url)
            elif how == "reload":
                self.browser.refresh()
            else:
                self.enter("user")
                self.browser.execute_script("location.reload()")
            self.shows("user", "Complaint.docx")
            self.outside()
            self.assertEqual((how, self.revision()), (how, told))
        self.assertEqual(self.recorded(), written)

        # What a person does in the pane is one, numbered apart from the story's steps; loading it again is not.
        self.press("user", "Complaint.docx")
        self.shows("user", "Version 1.")
        self.outside()
        self.wait_for(lambda: "by hand" in self.narration())
        told, written = self.revision(), self.recorded()
        self.assertIn("Next, step 15 of 15", self.narration())
        self.assertEqual(self.find(".past [aria-current] .number").text, "14.1")
        self.enter("user")
        self.browser.execute_script("location.reload()")
        self.shows("user", "Version 1.")
        self.outside()
        self.assertEqual((self.revision(), self.recorded()), (told, written))


class TheBar(InTheBrowser):
    def offered(self):
        return [b.text for b in self.browser.find_elements(By.CSS_SELECTOR, "#menu-break .area button") if b.is_displayed()]

    def test_what_to_break_is_found_by_typing_and_chosen_by_keys(self):
        self.find("#menu-break summary").send_keys(Keys.ENTER)
        self.wait_for(lambda: self.browser.switch_to.active_element.get_attribute("id") == "search-break")
        everything = self.offered()
        self.assertGreater(len(self.browser.find_elements(By.CSS_SELECTOR, "#menu-break .area")), 5)
        self.browser.switch_to.active_element.send_keys("log-in 403")
        self.wait_for(lambda: 0 < len(self.offered()) < len(everything))
        self.assertEqual(self.violations(), [])
        self.browser.switch_to.active_element.send_keys(" zebra")
        self.wait_for(lambda: "Nothing has these words." in self.find("#menu-break .found").text)
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertFalse(self.find("#menu-break").get_attribute("open"))
        self.find("#menu-break summary").send_keys(Keys.ENTER)
        self.wait_for(lambda: self.offered() == everything)
        self.browser.switch_to.active_element.send_keys("fails with 403")
        self.wait_for(lambda: 0 < len(self.offered()) < len(everything))
        wanted = self.offered()[0]
        self.browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
        self.assertEqual(self.browser.switch_to.active_element.text, wanted)
        self.direct(lambda: self.browser.switch_to.active_element.send_keys(Keys.ENTER))
        self.assertIn(wanted.splitlines()[0], self.narration())

    def test_the_moments_stay_in_sight_on_a_red_step_and_a_phone_shows_the_story_first(self):
        self.resize(1500, 857)
        self.choose("break", "Log-in fails with 403")
        self.picture("red-1500")
        inside = self.browser.execute_script(
            "const box = document.querySelector('#narration'), past = document.querySelector('.past');"
            "return [past.getBoundingClientRect().bottom <= box.getBoundingClientRect().bottom + 1, box.scrollTop,"
            " box.scrollHeight <= box.clientHeight + 1]")
        self.assertEqual(inside, [True, 0, True])
        self.assertEqual(self.violations(), [])
        self.resize(390, 844)
        self.picture("red-390")
        height = self.browser.execute_script("return document.querySelector('.bar').getBoundingClientRect().height")
        self.assertLess(height, 844 / 5)

    def picture(self, name):
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.browser.save_screenshot(str(PICTURES / f"{name}.png"))

    def test_the_first_paint_needs_the_page_alone(self):
        paints = []
        for _ in range(5):
            self.browser.get("about:blank")
            self.browser.get(self.demo.url)
            paints.append(self.wait_for(lambda: self.browser.execute_script(
                "return performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)[0]")))
        median = statistics.median(paints)
        print(f"\nfirst contentful paint: {median:.0f} ms (median of 5 loads, 200 ms is the aim)")
        # What a browser waits for before it paints: nothing but the page and its style.
        blocking = self.browser.execute_script(
            "return performance.getEntriesByType('resource')"
            ".filter((entry) => entry.renderBlockingStatus === 'blocking').map((entry) => new URL(entry.name).pathname)")
        self.assertEqual([path for path in blocking if not path.endswith(".css")], [])


class EveryPage(InTheBrowser):
    def pages(self):
        """Each page by name, as whole pages of the front door, with what is done before it."""
        nora, ada, omar, sven = (SERVER.format("nora"), *(OFFICE.format(p) for p in ("ada", "omar", "sven")))
        center = nora + "/work/cc"
        yield "sign-in", center + "/sign-in"
        yield "organization-off", omar + "/settings/organization/imanage"
        yield "validation-empty", sven + "/staff/validation"
        yield "profile-empty", ada + "/settings/profile/imanage"
        self.steps(1)
        yield "applications-empty", center + "/applications"
        for name in ("add", "import"):
            yield f"applications-{name}", f"{center}/applications/{name}"
        self.steps(7)
        yield "profile-refused", ada + "/settings/profile/imanage"
        self.steps(2)
        for name in ("applications", "settings", "network", "users", "about"):
            yield name, f"{center}/{name}"
        yield "application", nora + REGISTRATION
        yield "application-view", nora + REGISTRATION + "/view"
        yield "organization", omar + "/settings/organization/imanage"
        yield "validation", sven + "/staff/validation"
        self.steps(2)
        yield "profile", ada + "/settings/profile/imanage"
        yield "documents", ada + "/documents"
        yield "document", ada + "/documents/open?path=ACTIVE/Acme%20v.%20Bolt/Pleadings/Complaint.docx"
        yield "document-missing", ada + "/documents/open?path=ACTIVE/Nothing.docx"
        yield "not-found", ada + "/nowhere"
        yield "stage", "/"

    def steps(self, count):
        self.browser.get(self.demo.url)
        for _ in range(count):
            self.next_step()

    def show_dark(self, is_dark):
        # Without motion, colours hold at once.
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def look(self, name, width, is_dark):
        self.resize(width, 900)
        self.show_dark(is_dark)
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.browser.save_screenshot(str(PICTURES / f"{name}-{width}{'-dark' if is_dark else ''}.png"))

    def test_every_page_can_be_read_by_everybody_at_every_width_by_day_and_by_night(self):
        seen = 0
        for name, path in self.pages():
            self.browser.get(self.demo.url.rstrip("/") + path)
            if path == "/":
                self.wait_for(lambda: self.find("#user-address").text)
            for is_dark in (False, True):
                for width in (1280, 320):
                    with self.subTest(page=name, width=width, dark=is_dark):
                        self.look(name, width, is_dark)
                        wide = self.browser.execute_script("return document.scrollingElement.scrollWidth")
                        self.assertLessEqual(wide, width)
                        self.assertEqual(self.violations(), [])
            seen += 1
        self.show_dark(False)
        self.assertGreater(seen, 20)


class TheLayout(InTheBrowser):
    def width_of(self, css):
        return self.browser.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect().width", css)

    def test_each_part_can_have_the_whole_width_and_the_wire_grows_with_it(self):
        self.resize(1440, 900)
        self.next_step()
        self.next_step()
        usual = self.width_of("#wire .wire-moments svg")
        for part, others in [("wire", ["administrator", "user"]), ("user", ["administrator", "wire"])]:
            if part == "wire":
                self.find(f"[data-enlarge={part}]").click()
            else:
                self.browser.find_element(By.TAG_NAME, "body").send_keys("3")
            self.assertEqual(self.find(f"[data-enlarge={part}]").get_attribute("aria-pressed"), "true")
            for other in others:
                self.assertFalse(self.find(f"#{other}").is_displayed())
            self.assertEqual(self.violations(), [])
            if part == "wire":
                self.assertGreater(self.width_of("#wire .wire-moments svg"), 1.8 * usual)
                # What the next step puts there is as large.
                self.next_step()
                self.assertEqual(self.find("[data-enlarge=wire]").get_attribute("aria-pressed"), "true")
                self.assertGreater(self.width_of("#wire .wire-moments svg"), 1.8 * usual)
        self.browser.find_element(By.TAG_NAME, "body").send_keys("0")
        for part in ["administrator", "wire", "user"]:
            self.assertTrue(self.find(f"#{part}").is_displayed())
        self.browser.find_element(By.TAG_NAME, "body").send_keys("1")
        self.assertFalse(self.find("#wire").is_displayed())

    def test_a_long_story_leaves_no_void_below(self):
        self.resize(1440, 900)
        for _ in range(12):
            self.next_step()
        self.assertEqual(self.browser.execute_script("return document.scrollingElement.scrollHeight - innerHeight"), 0)

    def test_next_stays_in_view_on_a_phone(self):
        self.resize(390, 844)
        self.addCleanup(self.resize, 1440, 900)
        for place in ["0", "document.scrollingElement.scrollHeight"]:
            self.browser.execute_script(f"scrollTo(0, {place})")
            top, bottom = self.browser.execute_script(
                "const box = document.getElementById('next').getBoundingClientRect(); return [box.top, box.bottom]")
            self.assertGreaterEqual(top, 0)
            self.assertLessEqual(bottom, 844)
        footer, bar = self.browser.execute_script(
            "return [document.querySelector('footer').lastChild, document.querySelector('.director')]"
            ".map(node => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect() })"
            ".map((box, index) => index ? box.top : box.bottom)")
        self.assertLessEqual(footer, bar)
        self.next_step()
        self.assertEqual(self.violations(), [])


class TheDoor(InTheBrowser):
    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.demo.url.split("/")[2])
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode()

    def test_the_door_is_for_its_own_page_only(self):
        self.assertEqual(self.ask("GET", "/", {"Host": "work.example.com"})[0], 421)
        self.assertEqual(self.ask("GET", OFFICE.format("ada") + "/documents")[0], 303)
        status, headers, page = self.ask("GET", "/")
        self.assertEqual(status, 200)
        headers = {name.lower(): value for name, value in headers.items()}
        self.assertIn("default-src 'none'", headers["content-security-policy"])
        self.assertNotIn("unsafe", headers["content-security-policy"])
        self.assertIn("SameSite=Strict", headers["set-cookie"])
        self.assertNotIn("style=", page)
        cookie = {"Cookie": headers["set-cookie"].split(";")[0], "Content-Type": "application/x-www-form-urlencoded"}
        self.assertEqual(self.ask("POST", "/director/next", cookie, "form=guessed")[0], 403)
        self.assertEqual(self.ask("POST", "/director/next", {**cookie, "Origin": "http://evil.example"}, "")[0], 403)
        self.assertEqual(self.ask("GET", "/as/mallory/work.example.com/", cookie)[0], 404)
        status, _, text = self.ask("GET", SERVER.format("ada") + "/%2e%2e/nothing", cookie)
        self.assertIn(status, (400, 404))
        self.assertNotIn("127.0.0.1", text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
