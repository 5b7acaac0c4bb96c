calls-mail-subject = 【確認してください】{ $title }（事案 { $number }）
calls-mail-body =
    { $name }さん

    会社で事案が起きています。内容を確かめて、対応を始めてください。

    起きたこと：{ $title }
    事案の番号：{ $number }
    気づいた時刻：{ $noticed }
    { $level }

    1. まず、下のリンクを開いて「確認した」を押してください。ログインはいりません。
    { $confirm }

    { $otherwise }

    2. くわしい内容と、次にすることは、こちらです。ログインが必要です。
    { $page }
calls-line-nobody = 連絡網に誰も登録されていません。責任者に電話してください。
calls-line-nobody-left = この呼び出しで呼べる人は、もういません。まだ誰も確認していません。
calls-line-called = { $name }さんを呼びました（メール）。
calls-line-called-by-phone = { $name }さんの番です。メールがないので、電話してください（{ $phone }）。
calls-line-passed = { $name }さんは{ $minutes }分たっても確認していません。次の人を呼びます。
calls-line-confirmed = { $name }さんが確認しました。
calls-line-confirmed-by-phone = { $name }さんが電話で確認しました（電話した人：{ $by }さん）。
calls-state-waiting = 順番を待っています
calls-state-called = 呼んでいます
calls-state-passed = 返事がありません
calls-state-acknowledged = 確認した
calls-state-ended = 呼ばずに終わりました
calls-link-title = 事案の確認
calls-link-heading = { $name }さん、事案が起きています
calls-link-what = 起きたこと
calls-link-number = 事案の番号
calls-link-noticed = 気づいた時刻
calls-link-text = 内容を見たら「確認した」を押してください。押されるまで、次の人を順に呼びます。
calls-link-act = 確認した
calls-link-confirmed = { $name }さんが確認しました
calls-link-open = 事案を開く
calls-link-ended = この呼び出しは終わっています。いまの様子は事案のページで見られます。
calls-line-instead = { $said }次の相手に電話してください：{ $others }
calls-line-instead-none = { $said }責任者に、もう一度電話してください。
calls-instead-person = { $name }さん（レベル{ $level }の連絡先）
calls-instead-provider = お助け隊 { $name }
calls-instead-reach = { $who } { $reach }
calls-line-passed-last = { $name }さんは{ $minutes }分たっても確認していません。
calls-mail-level = 被害レベル：{ $level }（決定）
calls-mail-level-proposed = 被害レベル：{ $level }（プログラムの案です。まだ誰も決めていません）
calls-mail-next = { $due }までに押されないと、次の人を呼びます。
calls-mail-last = この呼び出しで呼ぶ人は、あなたが最後です。{ $due }までに押してください。
calls-link-last = 内容を見たら「確認した」を押してください。この呼び出しで呼ぶ人は、あなたが最後です。
calls-state-ended-called = 返事を待たずに終わりました
