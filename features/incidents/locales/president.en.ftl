president-title = { $count ->
    [one] One thing to decide
   *[other] { $count } things to decide
}
president-none = Nothing to decide now
president-now = As of { $now }, { $elapsed } since it began
president-what = What happened
president-how-bad = How bad it is
president-level-3 = People outside the company, such as customers or partners, are affected or may be.
president-level-2 = The company's business is affected.
president-level-1 = The work of some employees is affected.
president-level-0 = No effect so far. A sign is being looked into.
president-level-open = The damage level is not decided yet. It is being looked into.
president-level-proposed = The damage level is not decided yet (proposed: level { $level }).
president-suspected = Suspected
president-doing = What we do now
president-next = Next: { $next }
president-next-none = All planned work is done.
president-limits = Limits
president-asked-by = Asked by { $by }
president-advice-by = Advice of { $by }:{" "}
president-due = By { $when }
president-due-none = No set time
president-add-comment = Add a word
president-comment = A word
president-comment-long = Use at most { $max } characters.
president-only = The president decides, on this page.
president-after = A tap is recorded at once and the person who asked is told. You can undo it for { $minutes } minutes.
president-decided = Decided: { $chosen }
president-undo = Undo
president-undo-late = More than { $minutes } minutes have passed. To change it, telephone the officer.
president-conflict = This question was answered meanwhile. See what is already decided below.
president-kept = Your words are kept here
president-unknown = Not known yet
president-unknown-none = Nothing at present.
president-decided-all = Already decided
president-details = See the details
president-ask-link = Ask the president
president-ask-title = Ask the president
president-ask-text = { $names } will get a mail and can answer with one tap.
president-ask-nobody = Nobody has the role of president yet. Ask by telephone.
president-ask-topic = What is to be decided
president-ask-topic-missing = Choose what is to be decided.
president-ask-question = Question
president-ask-question-hint = One sentence in plain words.
president-ask-option-1 = First answer
president-ask-option-2 = Second answer
president-ask-label = Words of the button
president-ask-effect = What it brings and costs
president-ask-advice = Your advice
president-advice-none = None
president-advice-1 = The first answer
president-advice-2 = The second answer
president-ask-due = By when
president-ask-due-hint = As you would say it, such as 15:00. May be empty.
president-ask-due-wrong = Write a time to come, such as 15:00.
president-ask-act = Ask the president
president-ask-missing = Fill this in.
president-ask-long = Use at most { $max } characters.
president-mail-subject = Please decide: { $question }
president-mail-option = - { $label }: { $effect }
president-mail-body =
    To { $name }

    { $by } asks you to decide.

    Incident: { $title } ({ $number })
    Question: { $question }
    { $options }

    Advice: { $advice }
    By: { $due }

    Answer with one tap on this page. You can undo it for { $minutes } minutes.
    { $page }
president-mail-decided-subject = Decided: { $question }
president-mail-decided-body =
    To { $name }

    { $by } has decided.

    Question: { $question }
    Answer: { $chosen }
    Comment: { $comment }

    { $page }
president-mail-undone-subject = Undone: { $question }
president-mail-undone-body =
    To { $name }

    The answer of { $by } was undone. Please wait for the next one.

    Question: { $question }

    { $page }
president-line-asked = The president was asked: { $question }
president-line-decided = { $question } → { $chosen }
president-line-decided-comment = { $question } → { $chosen } ({ $comment })
president-line-undone = The answer was undone: { $question }
