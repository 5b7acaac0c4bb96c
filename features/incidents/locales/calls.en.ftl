calls-mail-subject = Please confirm: { $title } (incident { $number })
calls-mail-body =
    To { $name }

    Something is happening at the company. Please look at it and begin to respond.

    What happened: { $title }
    Incident number: { $number }
    Noticed: { $noticed }
    { $level }

    1. First open this link and press the button to confirm. You need not sign in.
    { $confirm }

    { $otherwise }

    2. Details and what to do next are here. You need to sign in.
    { $page }
calls-line-nobody = Nobody stands in the contact tree.
calls-line-nobody-left = Nobody is left to call in this round, and nobody has confirmed yet.
calls-line-called = { $name } was called (mail).
calls-line-called-by-phone = It is { $name }'s turn. There is no mail address; please telephone { $phone }.
calls-line-passed = { $name } did not confirm within { $minutes } minutes. The next person is called.
calls-line-confirmed = { $name } confirmed.
calls-line-confirmed-by-phone = { $name } confirmed by telephone (called by { $by }).
calls-state-waiting = Waiting for their turn
calls-state-called = Being called
calls-state-passed = No answer
calls-state-acknowledged = Confirmed
calls-state-ended = Ended without a call
calls-link-title = Confirm an incident
calls-link-heading = { $name }, an incident is going on
calls-link-what = What happened
calls-link-number = Incident number
calls-link-noticed = Noticed
calls-link-text = When you have read this, press the button. Until then the next people are called one after the other.
calls-link-act = I have seen it
calls-link-confirmed = { $name } confirmed
calls-link-open = Open the incident
calls-link-ended = This call has ended. The page of the incident shows how things stand.
calls-line-instead = { $said } Please telephone: { $others }
calls-line-instead-none = { $said } Please telephone the officer again.
calls-instead-person = { $name } (level { $level })
calls-instead-provider = provider { $name }
calls-instead-reach = { $who } { $reach }
calls-line-passed-last = { $name } did not confirm within { $minutes } minutes.
calls-mail-level = Damage level: { $level } (decided)
calls-mail-level-proposed = Damage level: { $level } (a proposal of the program; nobody has decided yet)
calls-mail-next = If nobody confirms by { $due }, the next person is called.
calls-mail-last = You are the last person to be called. Please confirm by { $due }.
calls-link-last = When you have read this, press the button. You are the last person to be called.
calls-state-ended-called = Ended before an answer
