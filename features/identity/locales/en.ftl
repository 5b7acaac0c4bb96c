identity-sign-in-title = Sign in
identity-sign-in-act = Sign in
identity-sign-in-refused = The e-mail address or the password is wrong. Please enter them again.
identity-sign-in-locked = After several wrong attempts, signing in is paused. Please wait about { $minutes } minutes.
identity-email = E-mail address
identity-password = Password
identity-role-president = President
identity-role-officer = Security officer
identity-role-staff = Person in charge
identity-role-employee = Employee
identity-role-outsider = Outside reader
identity-role-admin = Provider: administrator
identity-role-analyst = Provider: analyst
identity-role-desk = Provider: desk
identity-role-field = Provider: field engineer
identity-password-short = Use at least 10 characters.
identity-password-long = Use at most 200 characters.
identity-password-weak = This password is easy to guess. Join three or four words that do not belong together.
identity-sign-in-forgot = I forgot my password
identity-to-sign-in = To the sign-in page
identity-account-title = My settings
identity-name = Name
identity-name-act = Save the name
identity-language = Language
identity-language-act = Show this language
identity-safety = Safety
identity-password-title = Change the password
identity-password-hint = Other browsers are signed out then.
identity-password-others-end = When you choose a new password, other browsers are signed out.
identity-password-act = Change the password
identity-current = Current password
identity-current-wrong = The password is wrong. Please enter it again
identity-new-password = New password
identity-new-password-hint = At least 10 characters. Three or four unrelated words are easy to remember and hard to guess.
identity-new-password-title = Choose a new password
identity-new-password-act = Use this password
identity-new-password-over = The link has expired or was used. Please ask for another mail.
identity-link-over-title = This link does not work any more
identity-sessions-title = Signed-in browsers
identity-calendar = Calendar
identity-calendar-title = Limits in a calendar
identity-calendar-hint = The limits of incidents that you may see appear in your calendar program.
identity-sessions-hint = End any that you do not know.
identity-sessions-lead = If you do not know one, end it and change your password.
identity-sessions-end-others = Sign out all other browsers
identity-session-times = Signed in { $began }, last used { $seen }
identity-session-this = This browser
identity-session-end = Sign out
identity-session-which = : { $browser }, since { $began }
identity-session-unknown = A browser without a name
identity-forgot-title = Forgotten password
identity-forgot-lead = We send you a link for choosing a new password.
identity-forgot-act = Mail me the link
identity-forgot-again = Get another mail
identity-forgot-sent-title = Please check your mail
identity-forgot-sent = If { $email } is registered, a link is on its way. Open it within one hour.
identity-forgot-nothing = If nothing arrives, look among unwanted mail, or ask your security officer.
identity-invitation-title = Accept the invitation
identity-invitation-heading = You are invited to { $organisation }
identity-invitation-role = Role
identity-invitation-known = This address has an account already. Enter its password.
identity-invitation-act = Accept and begin
identity-invitation-over = The invitation has expired or was used. Please ask the person who invited you to send another.
identity-mail-invitation-subject = Invitation to { $organisation } (Hikeshi)
identity-mail-new-password-subject = Link for a new password (Hikeshi)
identity-mail-invitation-body =
    Dear { $name },

    { $organisation } invites you to Hikeshi, where it records and works through security incidents.
    Open this link within 7 days and choose your name and password:

    { $link }

    If you did not expect this, delete it without opening the link.
identity-mail-invitation-known-body =
    Dear { $name },

    { $organisation } invites you to Hikeshi, where it records and works through security incidents.
    You have an account already. Open this link within 7 days and enter the password that you use now:

    { $link }

    If you did not expect this, delete it without opening the link.
identity-mail-new-password-body =
    Dear { $name },

    Here is your link for choosing a new password. It works for one hour.

    { $link }

    If you did not ask for it, do nothing: your password stays as it is.
