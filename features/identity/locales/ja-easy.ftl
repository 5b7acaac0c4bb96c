identity-sign-in-title = ログイン
identity-sign-in-act = ログインする
identity-sign-in-refused = メールアドレスか パスワードが ちがいます。
identity-sign-in-locked = { $minutes }｜分《ふん》 ｜待《ま》ってから もう｜一度《いちど》 してください。
identity-email = メールアドレス
identity-password = パスワード
identity-role-president = 経営者
identity-role-officer = 責任者
identity-role-staff = 担当者
identity-role-employee = 従業員
identity-role-outsider = 社外の閲覧者
identity-role-admin = お助け隊 管理者
identity-role-analyst = お助け隊 分析担当
identity-role-desk = お助け隊 相談員
identity-role-field = お助け隊 駆付け要員
identity-password-short = パスワードは10文字以上にしてください。
identity-password-long = パスワードは200文字までにしてください。
identity-password-weak = このパスワードは推測されやすいです。関係のない言葉を3つか4つ、つなげてください。
identity-sign-in-forgot = パスワードを ｜忘《わす》れたとき
identity-to-sign-in = ログインの ｜画面《がめん》へ
identity-account-title = ｜自分《じぶん》の｜設定《せってい》
identity-name = ｜名前《なまえ》
identity-name-act = ｜名前《なまえ》を ｜保存《ほぞん》する
identity-language = ことば
identity-language-act = この ことばで ｜見《み》る
identity-safety = ｜安全《あんぜん》
identity-password-title = パスワードを ｜変《か》える
identity-password-hint = ｜変《か》えると、ほかの｜画面《がめん》は ログアウトします。
identity-password-others-end = ｜新《あたら》しい パスワードにすると、ほかの｜画面《がめん》は ログアウトします。
identity-password-act = パスワードを ｜変《か》える
identity-current = いまの パスワード
identity-current-wrong = パスワードが ちがいます。もう｜一度《いちど》 ｜入《い》れてください
identity-new-password = ｜新《あたら》しい パスワード
identity-new-password-hint = 10｜文字《もじ》より｜長《なが》くします。ことばを 3つか4つ つなげてください。
identity-new-password-title = ｜新《あたら》しい パスワードを ｜決《き》める
identity-new-password-act = この パスワードに する
identity-new-password-over = この リンクは もう ｜使《つか》えません。もう｜一度《いちど》 メールを ｜受《う》け｜取《と》ってください。
identity-link-over-title = この リンクは ｜使《つか》えません
identity-sessions-title = ログインしている ブラウザー
identity-sessions-hint = ｜知《し》らないものが あれば、ここで ｜終《お》わらせます。
identity-sessions-lead = ｜知《し》らないものが あれば ｜終《お》わらせます。パスワードも ｜変《か》えてください。
identity-sessions-end-others = ほかの ブラウザーを ぜんぶ ログアウトする
identity-session-times = ログイン：{ $began }、さいごに｜使《つか》った：{ $seen }
identity-session-this = この ブラウザー
identity-session-end = ログアウトさせる
identity-session-which = ：{ $browser }、{ $began }から
identity-session-unknown = ｜名前《なまえ》が わからない ブラウザー
identity-forgot-title = パスワードを ｜忘《わす》れたとき
identity-forgot-lead = ｜新《あたら》しい パスワードの リンクを メールで ｜送《おく》ります。
identity-forgot-act = リンクを メールで ｜受《う》け｜取《と》る
identity-forgot-again = もう｜一度《いちど》 メールを ｜受《う》け｜取《と》る
identity-forgot-sent-title = メールを ｜見《み》てください
identity-forgot-sent = { $email } が ｜登録《とうろく》してあれば、リンクを ｜送《おく》りました。1｜時間《じかん》のうちに ｜開《ひら》いてください。
identity-forgot-nothing = ｜届《とど》かないときは、｜迷惑《めいわく》メールも ｜見《み》てください。
identity-invitation-title = ｜招待《しょうたい》を ｜受《う》ける
identity-invitation-heading = { $organisation }に ｜招待《しょうたい》されました
identity-invitation-role = ｜役割《やくわり》
identity-invitation-known = この メールアドレスは もう ｜使《つか》っています。いまの パスワードを ｜入《い》れてください。
identity-invitation-act = ｜招待《しょうたい》を ｜受《う》けて ｜始《はじ》める
identity-invitation-over = この ｜招待《しょうたい》は もう ｜使《つか》えません。｜招待《しょうたい》した｜人《ひと》に もう｜一度《いちど》 ｜頼《たの》んでください。
identity-mail-invitation-subject = { $organisation }への｜招待《しょうたい》（Hikeshi）
identity-mail-new-password-subject = ｜新《あたら》しい パスワードの リンク（Hikeshi）
identity-mail-invitation-body =
    { $name } さん

    { $organisation }から Hikeshi への ｜招待《しょうたい》です。
    7｜日《か》のうちに、この リンクを ｜開《ひら》いてください。

    { $link }

    ｜知《し》らない ｜会社《かいしゃ》のときは、｜開《ひら》かないで ｜消《け》してください。
identity-mail-invitation-known-body =
    { $name } さん

    { $organisation }から Hikeshi への ｜招待《しょうたい》です。
    7｜日《か》のうちに、この リンクを ｜開《ひら》いてください。
    いまの パスワードを ｜入《い》れてください。

    { $link }

    ｜知《し》らない ｜会社《かいしゃ》のときは、｜開《ひら》かないで ｜消《け》してください。
identity-mail-new-password-body =
    { $name } さん

    ｜新《あたら》しい パスワードを ｜決《き》める リンクです。1｜時間《じかん》のうちに ｜開《ひら》いてください。

    { $link }

    ｜自分《じぶん》で ｜頼《たの》んでいないときは、｜何《なに》も しないでください。
