directory-call-label = { $provider }（{ $hours }）
directory-nav-home = ホーム
directory-nav-incidents = ｜事案《じあん》
directory-nav-contacts = ｜連絡先《れんらくさき》
directory-nav-help = ｜困《こま》ったとき
directory-nav-log = ｜記録《きろく》
directory-nav-company = ｜設定《せってい》
