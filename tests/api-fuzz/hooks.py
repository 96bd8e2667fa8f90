"""Signs schemathesis in as one of the demonstration's people, and leaves alone what would sign them out."""

import os
import subprocess

import requests
import schemathesis

API = os.environ["IMK_API"]
PERSON = os.environ.get("IMK_PERSON", "")
# What an operator types to give the person a role, and the personal code that goes with it; nothing for a citizen.
GRANT = os.environ.get("IMK_GRANT", "")


def session_cookie():
    """The cookie of a session as PERSON, who has an account; nothing for a visitor."""
    if not PERSON:
        return None
    browser = requests.Session()
    marked = {"x-imk-csrf": "1"}
    started = browser.post(f"{API}/sign-in", json={"return_to": "/"}, headers=marked)
    state = started.json()["location"].split("state=")[1]
    browser.post(f"{API}/sign-in/callback", data={"state": state, "person": PERSON}, allow_redirects=False)
    contact = {"email": "fuzz@example.lv", "phone": ""}
    account = {"terms": os.environ["IMK_TERMS"], "language": "lv", "contact": contact}
    browser.post(f"{API}/account", json=account, headers=marked)
    if GRANT:
        code, *command = GRANT.split(" ")
        subprocess.run(command, input=code, text=True, check=True, capture_output=True)
    return browser.cookies["imk"]


COOKIE = session_cookie()

if COOKIE:

    @schemathesis.auth()
    class Session:
        """The session goes with every call but those that schemathesis makes to see that they are refused without."""

        def get(self, case, context):
            return COOKIE

        def set(self, case, data, context):
            case.cookies = {**(case.cookies or {}), "imk": data}
