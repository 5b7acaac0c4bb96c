# Words of the frame and of the shared parts.

ui-product = Hikeshi
ui-skip = Skip to the content
ui-main-menu = Main menu
ui-inner-menu = Pages of this part
ui-account-menu = Your menu
ui-account = Settings
ui-sign-out = Sign out
ui-provider-view = You are looking as the provider
ui-provider-back = To the list of companies
ui-emergency = An incident is being handled
ui-emergency-all = See all
ui-emergency-count = Open incidents: { $count }
ui-emergency-open = Open: { $title }
ui-call = Telephone
ui-call-bar = Call { $who }
ui-languages = Language
ui-lang-ja = 日本語
ui-lang-ja-easy = やさしい日本語
ui-lang-en = English
ui-version = Version { $version }
ui-error-prefix = Error:{" "}
ui-errors-title = { $count ->
    [one] Error: correct one thing
   *[other] Error: correct { $count } things
}
ui-required = required
ui-optional = optional
ui-or = or
ui-back = Back
ui-change = Change
ui-change-what = : { $what }
ui-level = Level { $level }
ui-progress = Question { $at } of { $of }
ui-progress-long = Question { $at } of { $of }
ui-pager = Pages
ui-previous = Previous
ui-next = Next
ui-colon = { ": " }
ui-brackets = { " " }({ $text })
