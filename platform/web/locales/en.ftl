web-problem-home = To the first page
web-problem-request = When you ask for help, give this number: { $id }
web-problem-not-found-title = This page was not found
web-problem-not-found-what = The address is wrong, the page was removed, or your role does not show it. Check the address, or start from the first page.
web-problem-nul = The address contains the character U+0000. Take it out and try again.
web-problem-sign-in-title = Please sign in
web-problem-sign-in-what = You need to sign in to see this page. Sign in and open it again.
web-problem-forbidden-title = Your role does not allow this
web-problem-forbidden-what = Nothing was changed. If you need it, ask your company's security officer to do it or to change your role.
web-problem-conflict-title = Somebody else changed this first
web-problem-conflict-what = What you just did was not recorded. Go back, open the page again, look at the new content, and enter your change once more.
web-problem-invalid-title = What was sent could not be accepted
web-problem-invalid-what = Nothing was recorded. Go back, check what you entered, and send it again.
web-problem-not-text-title = The characters that were sent cannot be read
web-problem-not-text-what = Nothing was recorded. Hikeshi reads text in UTF-8 only. Go back, reload the page and enter the text again; programs send UTF-8.
web-problem-too-large-title = What was sent is too large
web-problem-too-large-what = Nothing was recorded. Go back in the browser: what you typed is still there. A form takes about { $characters } characters. Shorten the text or split the file, and send it again.
web-problem-too-many-title = Too many requests in a short time
web-problem-too-many-what = { $seconds ->
    [one] Wait a second and try again. If it is urgent, telephone.
   *[other] Wait about { $seconds } seconds and try again. If it is urgent, telephone.
}
web-problem-internal-title = Something went wrong on our side
web-problem-internal-what = Go back and see whether it was recorded. If it was not, wait a little and try again. If this goes on, give the number below to your administrator.
web-problem-unavailable-title = Not available at the moment
web-problem-unavailable-what = The program is starting or stopping. Wait about a minute and open the page again. If it is urgent, telephone.
web-typed-empty = Enter { $label }
web-typed-long = { $label } can have at most { $max } characters
web-typed-phone = Enter { $label } in digits, for example 050-0000-0119
web-typed-email = Enter { $label } in the form name@example.jp
web-typed-number = { $label } must be a number from { $from } to { $to }
