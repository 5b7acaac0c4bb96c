calls-mail-subject = 【確認してください】{ $title }（事案 { $number }）
calls-mail-body =
    { $name }さん

    会社で事案が起きています。内容を確かめて、対応を始めてください。

    起きたこと：{ $title }
    事案の番号：{ $number }
    気づいた時刻：{ $noticed }

    1. まず、下のリンクを開いて「確認した」を押してください。ログインはいりません。
    { $confirm }

    { $due }までに押されないと、次の人を呼びます。

    2. くわしい内容と、次にすることは、こちらです。ログインが必要です。
    { $page }
calls-line-nobody = 連絡網に誰も登録されていません。責任者に電話してください。
calls-line-nobody-left = 連絡網の全員を呼びましたが、まだ誰も確認していません。電話してください。
calls-line-called = { $name }さんを呼びました（メール）。
calls-line-called-by-phone = { $name }さんの番です。メールがないので、電話してください（{ $phone }）。
calls-line-passed = { $name }さんは{ $minutes }分たっても確認していません。次の人を呼びます。
calls-line-confirmed = { $name }さんが確認しました。
calls-line-confirmed-by-phone = { $name }さんが電話で確認しました（電話した人：{ $by }さん）。
