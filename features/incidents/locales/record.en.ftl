# Words of the record of an incident: facts and timeline.

# The top of the pages inside an incident
record-tabs = Inside this incident
record-tab-work = Work
record-tab-facts = Facts
record-tab-duties = Limits
record-tab-evidence = Evidence
record-tab-documents = Reports
record-tab-timeline = Timeline
record-incident-name = Incident { $number }: { $title }
record-what = {": "}{ $what }
record-by-program = written by the program

# Facts
record-facts-title = Facts
record-facts-count = { $written ->
    [one] One fact
   *[other] { $written } facts
}, { $confirmed } confirmed; { $blank } still to write down
record-editions = IPA guide
record-edition-newer = newer edition
record-edition-older = older edition
record-ten = The ten things to write down
record-ten-other = Only in the other edition
record-class-damage = Damage and effect
record-class-technical = Devices and cause
record-class-response = What was done, and contacts
record-class-other = Brought in from a file
record-not-written = Not written yet
record-not-written-count = See the { $count } not written yet
record-change = Change
record-write = Write
record-history = History
record-as-of = as of { $when }
record-source-is = source: { $source }
record-written = { $who }, { $at }
record-certainty-confirmed = confirmed
record-certainty-suspected = suspected
record-certainty-unknown = unknown
record-fact-saved = Saved: { $name }

# Writing a fact
record-certainty = How sure is it?
record-certainty-confirmed-hint = Somebody has checked it
record-certainty-suspected-hint = Not checked yet
record-certainty-unknown-hint = The text may stay empty
record-certainty-missing = Choose how sure it is
record-value = What is known
record-value-more = Something else, or more
record-value-hint = Write only what you know.
record-value-missing = Write what is known, or choose “unknown”
record-value-time = This is not understood as a time. Write for example “20 Nov 16:00”, or choose “Not known”: your words are kept then
record-value-number = Write a number from 0 to 10,000,000,000, for example 3,200 or about 3,200 persons
record-choices = Choose
record-choice-none = None of these
record-as-of-field = As of when?
record-as-of-hint = For example “today about 7:20” or “yesterday evening”. Left empty, it is now.
record-source = Source
record-source-hint = The person, screen or log it comes from.
record-fact-save = Save this
record-fact-save-mine = Save mine
record-fact-history = Everything written so far
record-too-long = Use at most { $max } letters

# Two at once
record-conflict-title = { $who } changed this first, { $at }
record-conflict-now = It now says:
record-conflict-yours = Your own text is still below. Compare, then save again if needed.
record-keep-theirs = Go back without saving mine

# Times
record-time-empty = Write a time, or “unknown”
record-time-long = Use at most { $max } letters for a time
record-time-unclear = This is not understood as a time. Write for example “today about 7:20” or “19 Nov”
record-time-left-over = “{ $text }” is not part of a time. Write the time only
record-time-no-day = There is no day { $day } in month { $month }. Check the date
record-time-no-time = There is no time { $time }. Check the time
record-time-backwards = The end lies before the beginning. Check the order
record-time-far = This date is too far away. Check the year

# Timeline
record-timeline-title = Timeline
record-entry-happening = Happening
record-entry-action = Action
record-entry-call = Call or meeting
record-entry-decision = Decision
record-entry-message = Message
record-line = What happened or was done, in one line
record-line-hint = Begin with a time, such as “today about 7:20” or “yesterday evening”. Without one it is now.
record-line-save = Record
record-time-ahead = This time lies ahead. Correct the day or the time
record-line-empty = Write what happened after the time
record-line-added = Recorded for { $when }: { $line }
record-line-guessed = Recorded for { $when }: { $line }. Correct it if that is wrong
record-line-unread = The time was not understood, so it is recorded for { $when }: { $line }
record-line-correct = Correct this line
record-line-corrected = Corrected. The first text is kept
record-lines-count = Lines: { $count }
record-lines-none = No such line
record-lines-none-hint = Write what you noticed in the field above.
record-lines-none-filter = Try another filter.
record-automatic = automatic
record-corrections = { $count ->
    [one] corrected once
   *[other] corrected { $count } times
}
record-correct = Correct
record-kind = Kind
record-filter-text = Words
record-filter-all = All
record-filter-who = Written by
record-filter-typed = People only
record-filter = Filter
record-filter-clear = Show all

# The file for spreadsheet programs
record-csv = Save as CSV
record-csv-name = incident-{ $number }-timeline.csv
record-csv-time = Time
record-csv-precision = Exactness of the time
record-csv-kind = Kind
record-csv-text = What
record-csv-by = Written by
record-csv-written = Written at
record-csv-corrections = Corrections
record-precision-exact = to the minute
record-precision-about = about
record-precision-day = to the day
record-precision-range = range
record-precision-unknown = unknown

# Correcting a line
record-correct-title = Correct a line
record-correct-lead = What was written first is kept.
record-time = Time
record-time-hint = For example “today about 7:20”, “yesterday evening” or “unknown”.
record-text = What happened
record-text-missing = Write what happened
record-reason = Why it is corrected
record-reason-hint = For example “misheard the time”.
record-reason-missing = Write why it is corrected
record-reason-is = Reason: { $reason }
record-correct-save = Save the correction
record-correct-save-mine = Save my correction
record-correct-history = First text and corrections
record-first-text = First text
