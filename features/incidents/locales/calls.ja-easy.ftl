calls-mail-subject = 【｜確認《かくにん》してください】{ $title }（番号 { $number }）
calls-mail-body =
    { $name }さん

    会社で こまったことが おきています。見てください。

    おきたこと：{ $title }
    番号：{ $number }
    気づいた時：{ $noticed }

    1. このリンクを開いて、「確認した」を押してください。
    { $confirm }

    { $otherwise }

    2. くわしいことは、ここにあります。ログインします。
    { $page }
calls-line-nobody = ｜連絡《れんらく》する人が いません。
calls-line-nobody-left = 呼べる人は もういません。だれも まだ見ていません。
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
calls-line-instead = { $said }つぎに電話してください：{ $others }
calls-line-instead-none = { $said }｜責任者《せきにんしゃ》に もう一度 電話してください。
calls-instead-person = { $name }さん（レベル{ $level }）
calls-instead-provider = お｜助《たす》け｜隊《たい》 { $name }
calls-instead-reach = { $who } { $reach }
calls-line-passed-last = { $name }さんは{ $minutes }分たっても見ていません。
calls-mail-next = { $due }までに押さないと、ほかの人を呼びます。
calls-mail-last = あなたが さいごの人です。{ $due }までに押してください。
calls-link-last = 読んだら「｜確認《かくにん》した」を押してください。あなたが さいごの人です。
calls-state-ended-called = ｜返事《へんじ》を｜待《ま》たずに終わりました
