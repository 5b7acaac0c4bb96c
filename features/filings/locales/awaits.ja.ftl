awaits-ask = ほかの人に確認を頼む
awaits-ask-whom = 頼む相手
awaits-ask-hint = メールで知らせます。相手の最初の画面にも出ます。
awaits-ask-act = 確認を頼む
awaits-ask-nobody = 頼む相手を選んでください。
awaits-ask-waits = 確認を頼んでいる人：
awaits-mail-approve-subject = 承認をお待ちしています：{ $what }（{ $company } { $number }）
awaits-mail-approve-body =
    { $by }さんが「{ $what }」を読み、確認しました。
    外に出すには、承認が必要です。

    会社：{ $company }
    事案：{ $title }（{ $number }）

    ここで読み、承認するか決めてください。
    { $link }
awaits-mail-confirm-subject = お知らせを送ってよいか確かめてください：{ $company } { $number }
awaits-mail-confirm-body =
    { $by }さんが、お知らせ「{ $what }」を送ってよいと確かめました。
    送るには、もう1人が確かめる必要があります。

    会社：{ $company }
    事案：{ $title }（{ $number }）

    ここで相手と文面を見て、決めてください。
    { $link }
awaits-mail-check-subject = 確認を頼まれています：{ $what }（{ $company } { $number }）
awaits-mail-check-body =
    { $by }さんが「{ $what }」の確認を頼んでいます。

    会社：{ $company }
    事案：{ $title }（{ $number }）

    ここで読み、正しければ「読んで確認した」を押してください。
    { $link }
awaits-mail-provider-subject = お助け隊が承認しました：{ $what }（{ $company } { $number }）
awaits-mail-provider-body =
    { $by }さん（お助け隊）が、会社に代わって「{ $what }」を承認しました。

    会社：{ $company }
    事案：{ $title }（{ $number }）

    ここで内容を読めます。まだ出していなければ、取り消せます。
    { $link }
