readers-lead = Choose people and let them know by mail; who has read it and when is kept.
readers-have-read = have read it
readers-sheet = List as a spreadsheet
readers-waiting = Not yet: { $count }
readers-done = Have read it: { $count }
readers-paper = Signed on paper
readers-stop = Stop asking
readers-not-yet = Not yet
readers-yes = Read
readers-ask = Ask people to read it
readers-ask-what = Who has not read it after a week is reminded, three times at most.
readers-people = People who sign in
readers-others = Others
readers-others-hint = One line each, name and address. Example: Hanako Yamada hanako@example.jp
readers-ask-act = Send the mails
readers-nobody = Choose at least one person
readers-line-wrong = Line { $line }: the mail address cannot be read
readers-too-many = At most { $max } people
readers-asked = They will get a mail.
readers-noted = Noted.
readers-how-account = signed in
readers-how-link = by the link in the mail
readers-how-paper = on paper
readers-read-at = { $at } ({ $how })
readers-mailed-at = Last mail: { $at } ({ $count } so far)
readers-not-mailed = No mail sent yet
readers-column-name = Name
readers-column-email = Mail
readers-column-asked = Asked
readers-column-read = Read
readers-column-how = How
readers-my-title = Documents for me to read
readers-my-none = Nothing to read now
readers-my-none-what = What you are asked to read appears here.
readers-my-done = Read
readers-you-asked = Asked on { $at }
readers-you-read = Read on { $at }
readers-read-what = When you have read to the end, press. Your name and the time are kept for this version.
readers-read-act = I have read it
readers-is-read = Noted that you have read it
readers-thanks = Noted. Thank you.
readers-for = For { $name }
readers-mail-subject = { $company }: please read “{ $document }”
readers-mail-body =
    Dear { $name },

    please read “{ $document }” of { $company } and press “I have read it”.

    { $link }

    There is no need to answer this mail.
readers-mail-again =
    Dear { $name },

    “{ $document }” is still waiting for you. When you have read it, press “I have read it”.

    { $link }

    { $company }
