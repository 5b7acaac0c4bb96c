directory-call-label = { $provider }（{ $hours }）
directory-nav-home = ホーム
directory-nav-incidents = 事案
directory-nav-contacts = 連絡網
directory-nav-help = 困ったとき
directory-nav-log = 記録
directory-nav-company = 設定
