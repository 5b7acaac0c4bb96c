# Recovery, lessons, closing.
lessons-tab = Recovery and lessons
lessons-title = Recovery and lessons
lessons-saved = Saved.
lessons-kind = Kind
lessons-kind-missing = Choose whether it is recovery or prevention.
lessons-kind-restore = Recovery
lessons-kind-restore-about = What brings stopped or damaged things back into use.
lessons-kind-restore-none = None yet. If there is nothing to restore, write down that this was checked, as one task.
lessons-kind-prevention = Prevention
lessons-kind-prevention-about = What keeps it from happening again, with an owner and a date.
lessons-kind-prevention-none = None yet. Begin with a small one.
lessons-what = What is done
lessons-what-hint = For example: update the VPN device
lessons-title-missing = Write what is done.
lessons-owner = Owner
lessons-owner-hint = The name of one person.
lessons-owner-is = Owner: { $who }
lessons-owner-none = No owner yet
lessons-due = Due date
lessons-due-is = Due: { $day }
lessons-due-none = No date yet
lessons-due-unclear = Write the date as 2026-12-10.
lessons-note = Note
lessons-note-hint = How it is checked, what it costs.
lessons-too-long = Too long. At most { $max } characters.
lessons-state-open = To do
lessons-state-late = Overdue
lessons-state-loose = Owner or date missing
lessons-state-done = Done
lessons-done-by = Done { $at } by { $who }
lessons-done = Done
lessons-undo = Not done after all
lessons-change = Change
lessons-write = Write
lessons-learned = Cause and what was learned
lessons-add = Add a task or measure
lessons-add-link = Add here
lessons-add-act = Add
lessons-save = Save
lessons-save-mine = Save my version
lessons-keep-theirs = Keep what is there now
lessons-conflict = Somebody else changed it first
lessons-conflict-now = It now says:
lessons-conflict-yours = What you typed is kept below.
lessons-read-only = Only people who work on the incident can write here.
lessons-left = Left before closing: { $count }
lessons-ready = Everything that closing needs is there
lessons-see-left = See what is left
lessons-need-loose = Without owner or date: { $measures }
lessons-to-close = Go to closing
lessons-next = Restore, write the lessons, and close
lessons-next-why = All steps are settled. What remains is recovery, the cause and prevention.
lessons-next-open = Write recovery and lessons
lessons-next-confirm = The second person confirms and closes
lessons-next-confirm-why = One person has closed it. Another one looks it over.
lessons-next-confirm-open = Look it over
lessons-close-title = Close this incident
lessons-closed-title = This incident is closed
lessons-closed-text = Nothing can be added. It can be read, and documents can be made.
lessons-closed-note = This incident is closed. To add something, reopen it with a reason.
lessons-closed-link = Reopen
lessons-level-missing = Decide the damage level first
lessons-needs-history = A record of the past: nothing is needed
lessons-need-met = There
lessons-need-later = Later
lessons-need-left = Left: { $count }
lessons-need-open = Not yet
lessons-close = Close
lessons-close-who = The president, the officer and the provider's analysts can close and reopen.
lessons-close-later = When nothing is left, it can be closed here.
lessons-two-persons = Level 3 is closed by two persons. It stays open until another person confirms.
lessons-two-persons-lowered = You lowered this incident from level 3. It is closed when another person confirms.
lessons-close-note = Words for the record
lessons-close-note-hint = For example: recovery checked, partners informed.
lessons-close-act = Close
lessons-close-first = Close as the first person
lessons-second = The second person
lessons-first-was = { $who } asked to close it, as the first person, on { $at }.
lessons-same-person = The second person must be somebody else. Ask another person to confirm.
lessons-nobody-of-company = One of the two must belong to the company. Ask somebody there to confirm.
lessons-confirm-act = Confirm and close
lessons-withdraw-act = Do not close yet
lessons-reopen = Reopen
lessons-reopen-why = Why it is reopened
lessons-reopen-why-hint = For example: another computer shows the same.
lessons-reason-missing = Write why it is reopened. One sentence is enough.
lessons-reopen-act = Reopen with this reason
lessons-acts = Closed and reopened
lessons-close-conflict = Somebody else was faster
lessons-close-conflict-yours = What you had typed:
lessons-line-restore-done = Recovery task done: { $title }
lessons-line-restore-open = Recovery task not done after all: { $title }
lessons-line-prevention-done = Preventive measure done: { $title }
lessons-line-prevention-open = Preventive measure not done after all: { $title }
lessons-line-proposed = The first person asked to close it
lessons-line-proposed-because = The first person asked to close it: { $note }
lessons-line-closed = Closed
lessons-line-closed-because = Closed: { $note }
lessons-line-confirmed = Confirmed and closed by the second person
lessons-line-confirmed-because = Confirmed and closed by the second person: { $note }
lessons-line-withdrawn = Not closed after all
lessons-line-withdrawn-because = Not closed after all: { $note }
lessons-line-reopened-because = Reopened: { $note }
lessons-mail-subject = Please confirm: closing incident { $number }
lessons-mail-subject-drill = Drill. Please confirm: closing incident { $number }
lessons-mail-no-note = none
lessons-mail-body =
    To { $name }

    { $first } proposed to close an incident as the first of two persons.
    It stays open until another person has checked it too.

    Incident: { $title } ({ $number })
    Words of { $first }: { $note }

    Please check it on this page, then confirm or go on with the work. You need to sign in.
    { $page }
