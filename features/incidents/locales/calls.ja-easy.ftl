calls-mail-subject = 【｜確認《かくにん》してください】{ $title }（｜事案《じあん》 { $number }）
calls-mail-body =
    { $name }さん

    会社でこまったことがおきています。見てください。

    おきたこと：{ $title }
    ｜番号《ばんごう》：{ $number }
    気づいた時：{ $noticed }
    { $level }

    1. このリンクを｜開《ひら》いて、「｜確認《かくにん》した」を｜押《お》してください。
    { $confirm }

    { $due }までに押さないと、ほかの人を｜呼《よ》びます。

    2. くわしいことは、ここにあります。ログインします。
    { $page }
calls-line-nobody = ｜連絡《れんらく》する人がいません。｜責任者《せきにんしゃ》に電話してください。
calls-line-nobody-left = ｜呼《よ》べる人はもういません。だれもまだ見ていません。
calls-line-called = { $name }さんを｜呼《よ》びました（メール）。
calls-line-called-by-phone = { $name }さんに電話してください（{ $phone }）。メールはありません。
calls-line-passed = { $name }さんは{ $minutes }分たっても見ていません。｜次《つぎ》の人を｜呼《よ》びます。
calls-line-confirmed = { $name }さんが｜確認《かくにん》しました。
calls-line-confirmed-by-phone = { $name }さんが電話で｜確認《かくにん》しました（電話した人：{ $by }さん）。
calls-state-waiting = まだ｜呼《よ》んでいません
calls-state-called = ｜呼《よ》んでいます
calls-state-passed = ｜返事《へんじ》がありません
calls-state-acknowledged = ｜確認《かくにん》した
calls-state-ended = ｜呼《よ》ばずに｜終《お》わりました
calls-link-title = ｜確認《かくにん》のページ
calls-link-heading = { $name }さん、会社でこまったことがおきています
calls-link-what = おきたこと
calls-link-number = ｜番号《ばんごう》
calls-link-noticed = 気づいた時
calls-link-text = 読んだら「｜確認《かくにん》した」を｜押《お》してください。押すまで、ほかの人を｜呼《よ》びます。
calls-link-act = ｜確認《かくにん》した
calls-link-confirmed = { $name }さんが｜確認《かくにん》しました
calls-link-open = くわしく見る
calls-link-ended = この｜呼《よ》び出しは｜終《お》わりました。くわしいページを見てください。
calls-line-instead = { $said }つぎに電話してください：{ $others }
calls-line-instead-none = { $said }｜責任者《せきにんしゃ》にもう｜一度《いちど》電話してください。
calls-instead-person = { $name }さん（レベル{ $level }）
calls-instead-provider = お｜助《たす》け｜隊《たい》 { $name }
calls-instead-reach = { $who } { $reach }
calls-line-passed-last = { $name }さんは{ $minutes }分たっても見ていません。
calls-mail-level = レベル：{ $level }
calls-mail-level-proposed = レベル：{ $level }（まだ、だれも｜決《き》めていません）
calls-mail-next = { $due }までに｜押《お》さないと、ほかの人を｜呼《よ》びます。
calls-mail-last = あなたがさいごの人です。{ $due }までに｜押《お》してください。
calls-link-last = 読んだら「｜確認《かくにん》した」を｜押《お》してください。あなたがさいごの人です。
calls-state-ended-called = ｜返事《へんじ》を｜待《ま》たずに｜終《お》わりました
