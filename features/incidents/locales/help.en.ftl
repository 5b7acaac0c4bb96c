# The help pages, which anyone in the company can open without an account.

help-title = Help
help-start-title = What happened?
help-start-lead = Choose what comes closest. This page then says what to do at once.
help-start-soft = No sign-in is needed. You can go back if you chose the wrong one.
help-start-resume = You have answers that are not sent yet.
help-start-resume-act = Go on with them
help-start-sent = You have reported something from this device.
help-start-sent-act = See the receipt number

help-choose-again = Choose again
help-actions-title = { $count ->
    [one] One thing to do now
   *[other] { $count } things to do now
}
help-actions-lead = Thank you for telling us. It is not your fault. Work from the top down.
help-did-it = Done
help-did-what = : { $what }
help-dont = Please do not
help-report-title = Then tell us
help-report-how = { $count } questions, about { $minutes } minutes. “I do not know” is always an answer.
help-report-act = Tell us what happened
help-report-call = If you are unsure, call first.

help-question-title = Question { $at }: { $title }
help-unknown = I do not know
help-rather-not = I would rather not say
help-several = Choose as many as apply.
help-understood = We read this as { $when }. Please correct it if that is wrong.
help-continue = Continue
help-saved = Your answers were saved at { $time }. You can close this page and go on later.

help-error-long = Use at most { $max } characters

help-check-title = Send this?
help-check-lead = Choose “Change” to correct an answer. You can send it with open answers.
help-check-what = What is happening
help-check-you = About you
help-chosen = You chose
help-done = Done so far
help-none-done = Nothing
help-no-answer = No answer
help-reach-title = Who gets this
help-reach-both = The people in charge in your company and { $provider } get an e-mail. Nobody else outside does.
help-reach-company = The people in charge in your company get an e-mail. Nobody outside does.
help-reach-provider = { $provider } gets an e-mail. Nobody else outside does.
help-reach-nobody = Nobody is registered to get e-mail yet. Your answers are kept. Please tell the person in charge yourself.
help-reach-unsent = Your answers are kept. With the present settings, e-mail reaches nobody.
help-send = Tell the people in charge and the provider
help-send-company = Tell the people in charge
help-send-keep = Record this and go on

help-receipt-title = We told them
help-receipt-told = The people in charge and the provider were told
help-receipt-told-company = The people in charge were told
help-receipt-kept = Your answers were recorded
help-receipt-arrived = Arrived at { $time }
help-receipt-number = Receipt number
help-receipt-say = Say this number when you talk on the phone.
help-next-title = What happens next
help-next-mailed = E-mail was sent to { $who }
help-next-mailed-both = E-mail was sent to { $who } and { $provider }
help-next-nobody = Recorded. Nobody is registered to get e-mail: please tell the person in charge yourself
help-next-unsent-call = Recorded. E-mail reaches nobody: please also tell them by telephone, { $number } ({ $who })
help-next-unsent = Recorded. E-mail reaches nobody: please tell the person in charge yourself
help-next-by = By { $time }
help-next-soon = Soon
help-next-call = Someone who was told calls { $phone }
help-next-no-phone = You gave no telephone number, so nobody can call you. Stay where you can be found, or call { $number }
help-next-no-phone-wait = You gave no telephone number, so nobody can call you. Stay where you can be found
help-next-then = If that fails, { $who } is next.
help-next-taken = { $name } has taken over
help-next-until = Until then
help-others-title = Other reports
help-others-lead = These reports of your company are being handled too, each under its own number.
help-others-at = (arrived at { $time })
help-see-actions = See what to do again
help-another = Report something else

help-busy-title = Please wait a moment, then open the page again
help-busy-wait = The page was opened very often. Wait about { $seconds } seconds. What you wrote is not lost.
help-busy-call = If it is urgent, call.
help-replaced-title = This address was replaced by a new one
help-replaced-poster = Open the address on the new poster in your company.
help-replaced-ask = If there is no poster, tell the person in charge in your company at once.

help-list = { $before }, { $name }
help-person = { $name }
help-person-title = { $name } ({ $title })

# What is written into the incident.
help-incident-title = { $symptom } ({ $place })
help-source = Help page (receipt { $number })
help-line-noticed = Noticed: { $symptom }
help-line-noticed-said = Noticed: { $symptom } (the time in the words of the reporter: “{ $said }”)
help-line-done = Done by the reporter: { $step }
help-line-sent = A report came in from the help page (receipt { $number })
help-reporter-nameless = Reporter (no name given)

# The message to the people of the contact tree and of the provider.
help-mail-subject = [Help] { $company }: { $symptom } ({ $number })
help-mail-no-phone = not given
help-mail-body =
    A report came in from the help page of { $company }.

    What is happening: { $symptom }
    Receipt number: { $number }
    Arrived: { $when }
    Telephone of the reporter: { $phone }

    Open this page and call the reporter:
    { $link }

    This message leaves out the details. Please read them on the page.
