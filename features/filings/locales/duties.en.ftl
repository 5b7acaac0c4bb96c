# Duties to report, their limits, decisions, clocks.
duties-title = Reports and limits
duties-lead = Whom to tell, and by when, as far as it follows from what is written.
duties-not-advice = This sets rules beside facts. It is no legal conclusion: when in doubt, ask the office or a lawyer.
duties-known = Time of knowing
duties-change = Change
duties-not-real = A drill or past record: it is left out of boards and reminders.
duties-questions = What an answer would decide
duties-questions-hint = Facts that nobody has written yet. What is not known may stay so.
duties-decides = Decides:
duties-between = , 
duties-all-limits = all limits
duties-unanswered = Open
duties-saved = Recorded. The limits were counted anew.
duties-faults = Some facts do not fit together
duties-faults-hint = Limits are counted all the same; please mend these first.
duties-fault-in-the-future = The time lies in the future.
duties-fault-known-before-occurred = Known before it happened.
duties-fault-more-than-the-whole = { $number } is more than { $whole } ({ $whole-number }).
duties-fault-denied-although = Denied, although { $other } holds.
duties-profile-link = Answer for the company, enter clauses
duties-applies = By law or contract
duties-applies-none = None, on the facts so far.
duties-free = Free to choose
duties-free-hint = The company decides whether to tell them. They give advice and help.
duties-promised = What the provider promised
duties-promised-hint = The provider owes this to the company. The company has nothing to decide or to report here.
duties-promise-keep = The promise was kept
duties-open = Not known yet
duties-open-none = None.
duties-not = Does not apply ({ $count })
duties-until = Until
duties-over = Over
duties-reopened = Facts changed: decide again
duties-reopened-at = Facts or rules changed on { $at }.
duties-to-check = (to be checked)
duties-to-check-long = Part of this rule or its counting has not been checked in an official document. Ask the office.
duties-state-open = Not decided
duties-state-unknown = Not known yet
duties-state-decided = To be reported
duties-state-done = Reported
duties-state-declined = Decided against
duties-state-none = Does not apply
duties-state-promise-open = Awaited
duties-state-promise-kept = Kept
duties-state-promise-over = Time is over
duties-binding-law = Law
duties-binding-contract = Contract
duties-binding-provider = Promise of the provider
duties-binding-voluntary = Voluntary
duties-binding-support = Form or flag
duties-answer-yes = It applies on the facts so far.
duties-answer-no = It does not apply on the facts so far.
duties-answer-unknown = Not known yet. The limit is the one that would hold.
duties-applies-yes = applies
duties-applies-no = does not apply
duties-applies-unknown = not known yet
duties-outcome-due = { $applies } (until { $due })
duties-raw-due = Before closed days: { $due }
duties-to = To
duties-how = How
duties-law = Rule
duties-because = Because
duties-counting = How the days are counted
duties-day-number = Day
duties-day = Date
duties-day-closed = Closed
duties-day-rolls = rolls on
duties-changes = What would change the answer
duties-decide = Decide
duties-choice = Decision
duties-choice-report = Report (still to do)
duties-choice-reported = Reported
duties-choice-do-not-report = Do not report
duties-choice-missing = Choose one.
duties-because-field = Reason
duties-because-hint = Needed when it is not reported.
duties-because-missing = Write why it is not reported.
duties-done-at = Reported at
duties-done-at-hint = Only if reported. Example: today 10:30
duties-done-at-missing = Write when it was reported.
duties-done-at-future = That time has not come yet.
duties-done-at-before-noticed = The incident was noticed at { $at }. A report cannot lie before that. If the time of noticing is wrong, mend it first.
duties-receipt = Receipt number
duties-receipt-hint = The number given, or who answered.
duties-decide-act = Record the decision
duties-decide-who = The officer or the president of the company decides.
duties-conflict = Somebody else was faster, or the answer changed
duties-conflict-hint = Look at how it stands now and send again. What you typed is kept.
duties-history = Decisions so far
duties-decided-by = Decided by
duties-sources = Sources
duties-source-line = { $title } ({ $publisher })
duties-edition = Edition of the rules: { $edition }
duties-value-yes = Yes
duties-value-no = No
duties-value-unknown = Not known
duties-no-limit = No fixed limit
duties-too-long = Too long: at most { $max } characters.
duties-choose = Choose one of the answers.
duties-number = Write a number.
duties-number-most = Write a number up to { $most }.
duties-note-knowing-unknown = The time of knowing is unknown, so nothing can be counted.
duties-note-time-of-knowing-inexact = The time of knowing is inexact: its earliest moment was taken.
duties-note-beyond-calendar = Beyond the known holidays: only weekends and year-end were looked at.
duties-note-calendar-to-check = Holidays of that time are computed, not announced.
duties-note-ends-on-closed-day = The last day is a closed day and stays the last day.
duties-note-no-edition = No rules on board for the day of knowing.
duties-note-earlier-of-two = It is open which limit counts: the earlier one is shown.
duties-note-exemption-open = An exemption has not been excluded; it counts only once it is established.
duties-line-report = Decided to do: { $title }.
duties-line-reported = Done: { $title }.
duties-line-do-not-report = Decided against: { $title }. Reason: { $because }
duties-mail-subject = [Limit] { $title } until { $due }, { $company } { $incident }
duties-mail-open-subject = [Limit] Decide whether: { $title } until { $due }, { $company } { $incident }
duties-mail-over-subject = [Over] { $title } ({ $due }), { $company } { $incident }
duties-mail-many-subject = [Limits] { $count } limits are near: { $company } { $incident }
duties-mail-many-over-subject = [Over] { $count } limits, some of them over: { $company } { $incident }
duties-mail-many-body =
    There are { $count } limits for { $company }, incident { $incident }.

    { $lines }

    Open each of them, decide and record it.
duties-mail-line =
    - { $title }
    Until: { $due }
    { $link }
duties-mail-open-line =
    - { $title } (decide whether it must be done)
    Limit if it applies: { $due }
    { $link }
duties-mail-over-line =
    - { $title } (over)
    Limit: { $due }
    { $link }
duties-withdrawn-title = Clause of the contract with { $with } (withdrawn)
duties-withdrawn-what = This clause was withdrawn. Its limit is no longer counted.
duties-withdrawn-at = Withdrawn by
duties-withdrawn-stays = What was decided and filed before stays as it is.
duties-withdrawn-papers = Papers made for this clause
duties-withdrawn-list = Withdrawn clauses ({ $count })
duties-clocks-title = Limits
duties-clocks-heading = Limits ({ $count })
duties-clocks-now = As of { $when }
duties-clocks-filter = Filter
duties-clocks-which = Show
duties-clocks-binding = Law and contracts
duties-clocks-over = Only what is over
duties-clocks-all = Voluntary ones too
duties-clocks-empty = No clock is running
duties-clocks-empty-what = When an incident has a limit, it stands here, the earliest first.
duties-clocks-what = What
duties-clocks-state = State
duties-clocks-company = Company
duties-clocks-incident = Incident
duties-incident-name = { $number } { $title }
duties-profile-title = What decides the duties of the company
duties-profile-lead = Answered in quiet times, it tells the limits at once on the worst day.
duties-profile-about = About the company
duties-profile-save = Save
duties-profile-saved = Saved.
duties-profile-number-hint = A number only, such as 4.
duties-clauses = Clauses that ask to be told
duties-clauses-hint = Such as “within 24 hours of becoming aware”.
duties-clauses-none = None yet.
duties-clauses-complete = These are all clauses
duties-clauses-complete-hint = Until this is checked, there may be others.
duties-clause-add = Add a clause
duties-clause-with = Other party
duties-clause-hours = Within how many hours of knowing
duties-clause-hours-hint = 72 for three days; leave it empty if the clause names none.
duties-clause-source = Where it stands
duties-clause-source-hint = Example: master agreement, art. 12
duties-clause-within = Within { $hours } hours
duties-clause-no-hours = No number of hours
duties-clause-withdraw = Take out
duties-calendar-title = Limits in your calendar
duties-calendar-lead = Enter this secret address in your calendar program.
duties-calendar-back = Account
duties-calendar-once = This address is shown only now
duties-calendar-secret = Whoever knows it can read your limits. Do not pass it on.
duties-calendar-made = Made on { $when }.
duties-calendar-make = Make the address
duties-calendar-again = Make a new one (the old one stops)
duties-calendar-end = End it
duties-calendar-name = Hikeshi limits
duties-calendar-summary = Limit: { $title } – { $company } ({ $number })
duties-calendar-what = Company: { $company }. Incident: { $incident } ({ $number }). Decide and record here: { $link }
duties-year-title = Filings by year
duties-year-lead = Whether what had to be reported was reported in time, by the year of the limit. Drills do not count.
duties-year-empty = Nothing recorded yet
duties-year-empty-what = Once something is reported or decided against, it is counted here.
duties-year-year = Year
duties-year-in-time = In time
duties-year-late = Late
duties-year-against = Decided against
duties-year-undone = Over and not done
duties-year-without-limit = Reported
duties-year-number = { $year }
duties-mail-body =
    A limit is near for { $company }, incident { $incident }.

    To do: { $title }
    Until: { $due }

    Decide and record it here:
    { $link }
duties-mail-open-body =
    For { $company }, incident { $incident }, it is not known yet whether this must be done.

    To do: { $title }
    Limit if it applies: { $due }

    Find out the missing facts and decide:
    { $link }
duties-mail-over-body =
    A limit is over for { $company }, incident { $incident }.

    To do: { $title }
    Limit: { $due }

    If it was reported, record when. If not, decide at once.
    { $link }
