awaits-ask = Ask somebody else to check
awaits-ask-whom = Whom to ask
awaits-ask-hint = They get an e-mail, and it stands on their first page.
awaits-ask-act = Ask to check
awaits-ask-nobody = Choose whom to ask.
awaits-ask-waits = Asked to check:
awaits-mail-approve-subject = Waiting for your approval: { $what } ({ $company } { $number })
awaits-mail-approve-body =
    { $by } has read and checked “{ $what }”.
    Before it goes out, it has to be approved.

    Company: { $company }
    Incident: { $title } ({ $number })

    Read it and decide here:
    { $link }
awaits-mail-confirm-subject = Please confirm that letters go out: { $company } { $number }
awaits-mail-confirm-body =
    { $by } has confirmed that the letters “{ $what }” may go out.
    One more person has to confirm before they do.

    Company: { $company }
    Incident: { $title } ({ $number })

    Look at recipients and text and decide here:
    { $link }
awaits-mail-check-subject = You are asked to check: { $what } ({ $company } { $number })
awaits-mail-check-body =
    { $by } asks you to check “{ $what }”.

    Company: { $company }
    Incident: { $title } ({ $number })

    Read it here and say whether it is right:
    { $link }
awaits-mail-provider-subject = Your provider approved: { $what } ({ $company } { $number })
awaits-mail-provider-body =
    { $by } of your provider approved “{ $what }” for the company.

    Company: { $company }
    Incident: { $title } ({ $number })

    Read it here. Until it goes out you can take the approval back.
    { $link }
