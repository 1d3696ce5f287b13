"""A real Chromium without a window: one for all tests of a worker, and a tab of its own for each test."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MISSING = "" if CHROMIUM and DRIVER else "no Chromium here (Debian: chromium, chromium-driver)"
"""Why there is none; empty where there is one."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--window-size=1200,800",
)
"""A window that nobody sees, whose tabs are never put to sleep, and nothing that asks somebody else for anything."""


def started(profile: Path) -> Chrome:
    """A browser; a start that failed is tried again once, with another profile."""
    from selenium.common.exceptions import WebDriverException

    try:
        return _start(profile / "first")
    except WebDriverException:  # a machine that was too busy
        return _start(profile / "second")


def _start(profile: Path) -> Chrome:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = Chrome(options=options, service=Service(DRIVER))
    browser.set_script_timeout(PATIENCE)
    browser.set_page_load_timeout(PATIENCE)
    return browser


def new_tab(browser: Chrome, downloads: Path) -> None:
    """Close what is open and open a tab that knows nothing of it; what is downloaded goes to `downloads`."""
    from selenium.common.exceptions import WebDriverException

    before = browser.window_handles
    browser.switch_to.new_window("tab")
    opened = browser.current_window_handle
    for handle in before:
        with suppress(WebDriverException):  # it closed itself
            browser.switch_to.window(handle)
            browser.execute_cdp_cmd("Page.close", {})  # without the questions that a page asks before it is left
    browser.switch_to.window(opened)
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    browser.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads), "eventsEnabled": False}
    )
    for kind in ("performance", "browser"):  # what was logged of the tab before
        browser.get_log(kind)  # type: ignore[no-untyped-call]
