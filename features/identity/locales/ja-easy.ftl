identity-sign-in-title = ログイン
identity-sign-in-act = ログインする
identity-sign-in-refused = メールアドレスかパスワードがちがいます。
identity-sign-in-locked = { $minutes }分｜待《ま》ってからもう｜一度《いちど》してください。
identity-email = メールアドレス
identity-password = パスワード
identity-role-president = ｜経営者《けいえいしゃ》
identity-role-officer = ｜責任者《せきにんしゃ》
identity-role-staff = ｜担当者《たんとうしゃ》
identity-role-employee = ｜従業員《じゅうぎょういん》
identity-role-outsider = 社外の｜閲覧者《えつらんしゃ》
identity-role-admin = お｜助《たす》け｜隊《たい》の｜管理者《かんりしゃ》
identity-role-analyst = お｜助《たす》け｜隊《たい》の｜分析《ぶんせき》｜担当《たんとう》
identity-role-desk = お｜助《たす》け｜隊《たい》の｜相談員《そうだんいん》
identity-role-field = お｜助《たす》け｜隊《たい》の｜駆付《かけつ》け｜要員《よういん》
identity-password-short = パスワードは10文字｜以上《いじょう》にしてください。
identity-password-long = パスワードは200文字までにしてください。
identity-password-weak = このパスワードは｜推測《すいそく》されやすいです。｜関係《かんけい》のない｜言葉《ことば》を3つか4つ、つなげてください。
identity-sign-in-forgot = パスワードを｜忘《わす》れたとき
identity-to-sign-in = ログインの｜画面《がめん》へ
identity-account-title = 自分の｜設定《せってい》
identity-name = 名前
identity-name-act = 名前を｜保存《ほぞん》する
identity-language = ことば
identity-language-act = このことばで見る
identity-safety = ｜安全《あんぜん》
identity-password-title = パスワードを｜変《か》える
identity-password-hint = ｜変《か》えると、ほかの｜画面《がめん》はログアウトします。
identity-password-others-end = 新しいパスワードにすると、ほかの｜画面《がめん》はログアウトします。
identity-password-act = パスワードを｜変《か》える
identity-current = いまのパスワード
identity-current-wrong = パスワードがちがいます。もう｜一度《いちど》入れてください
identity-new-password = 新しいパスワード
identity-new-password-hint = 10文字より長くします。ことばを3つか4つつなげてください。
identity-new-password-title = 新しいパスワードを｜決《き》める
identity-new-password-act = このパスワードにする
identity-new-password-over = このリンクはもう｜使《つか》えません。もう｜一度《いちど》メールを｜受《う》け｜取《と》ってください。
identity-link-over-title = このリンクは｜使《つか》えません
identity-sessions-title = ログインしているブラウザー
identity-calendar = カレンダー
identity-calendar-title = カレンダーで見る
identity-calendar-hint = いつまでに｜伝《つた》えるかを、カレンダーに出します。
identity-sessions-hint = 知らないものがあれば、ここで｜終《お》わらせます。
identity-sessions-lead = 知らないものがあれば｜終《お》わらせます。パスワードも｜変《か》えてください。
identity-sessions-end-others = ほかのブラウザーをぜんぶログアウトする
identity-session-times = ログイン：{ $began }、さいごに｜使《つか》った：{ $seen }
identity-session-this = このブラウザー
identity-session-end = ログアウトさせる
identity-session-which = ：{ $browser }、{ $began }から
identity-session-unknown = 名前がわからないブラウザー
identity-forgot-title = パスワードを｜忘《わす》れたとき
identity-forgot-lead = 新しいパスワードのリンクをメールで｜送《おく》ります。
identity-forgot-act = リンクをメールで｜受《う》け｜取《と》る
identity-forgot-again = もう｜一度《いちど》メールを｜受《う》け｜取《と》る
identity-forgot-sent-title = メールを見てください
identity-forgot-sent = { $email } が｜登録《とうろく》してあれば、リンクを｜送《おく》りました。1時間のうちに｜開《ひら》いてください。
identity-forgot-nothing = ｜届《とど》かないときは、｜迷惑《めいわく》メールも見てください。
identity-invitation-title = ｜招待《しょうたい》を｜受《う》ける
identity-invitation-heading = { $organisation }に｜招待《しょうたい》されました
identity-invitation-role = ｜役割《やくわり》
identity-invitation-known = このメールアドレスはもう｜使《つか》っています。いまのパスワードを入れてください。
identity-invitation-act = ｜招待《しょうたい》を｜受《う》けて｜始《はじ》める
identity-invitation-over = この｜招待《しょうたい》はもう｜使《つか》えません。招待した人にもう｜一度《いちど》｜頼《たの》んでください。
identity-mail-invitation-subject = { $organisation }への｜招待《しょうたい》（Hikeshi）
identity-mail-new-password-subject = 新しいパスワードのリンク（Hikeshi）
identity-mail-invitation-body =
    { $name } さん
identity-mail-invitation-known-body =
    { $name } さん

    { $organisation }から Hikeshi への｜招待《しょうたい》です。
    7日のうちに、このリンクを｜開《ひら》いてください。
    いまのパスワードを入れてください。

    { $link }

    知らない会社のときは、開かないで｜消《け》してください。
identity-mail-new-password-body =
    { $name } さん

    新しいパスワードを｜決《き》めるリンクです。1時間のうちに｜開《ひら》いてください。

    { $link }

    自分で｜頼《たの》んでいないときは、何もしないでください。
