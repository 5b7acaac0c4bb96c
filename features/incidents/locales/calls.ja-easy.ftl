calls-mail-subject = 【｜確認《かくにん》してください】{ $title }（番号 { $number }）
calls-mail-body =
    { $name }さん

    会社で こまったことが おきています。見てください。

    おきたこと：{ $title }
    番号：{ $number }
    気づいた時：{ $noticed }

    1. このリンクを開いて、「確認した」を押してください。
    { $confirm }

    { $due }までに押さないと、ほかの人を呼びます。

    2. くわしいことは、ここにあります。ログインします。
    { $page }
calls-line-nobody = ｜連絡《れんらく》する人が いません。｜責任者《せきにんしゃ》に電話してください。
calls-line-nobody-left = 全員を呼びました。まだ だれも｜確認《かくにん》していません。電話してください。
calls-line-called = { $name }さんを呼びました（メール）。
calls-line-called-by-phone = { $name }さんに電話してください（{ $phone }）。メールは ありません。
calls-line-passed = { $name }さんは{ $minutes }分たっても見ていません。次の人を呼びます。
calls-line-confirmed = { $name }さんが｜確認《かくにん》しました。
calls-line-confirmed-by-phone = { $name }さんが電話で｜確認《かくにん》しました（電話した人：{ $by }さん）。
calls-state-waiting = まだ呼んでいません
calls-state-called = 呼んでいます
calls-state-passed = ｜返事《へんじ》がありません
calls-state-acknowledged = ｜確認《かくにん》した
calls-state-ended = 呼ばずに終わりました
calls-link-title = ｜確認《かくにん》のページ
calls-link-heading = { $name }さん、会社で こまったことが おきています
calls-link-what = おきたこと
calls-link-number = 番号
calls-link-noticed = 気づいた時
calls-link-text = 読んだら「｜確認《かくにん》した」を押してください。押すまで、ほかの人を呼びます。
calls-link-act = ｜確認《かくにん》した
calls-link-confirmed = { $name }さんが｜確認《かくにん》しました
calls-link-open = くわしく見る
calls-link-ended = この呼び出しは終わりました。くわしいページを見てください。
